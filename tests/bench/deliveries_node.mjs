// The peer: socket.io's own server, one room for each site, WebSocket only, nothing packed.
//
//     node deliveries_node.mjs PORT CONTROL BODY LINE_CHECK_EVERY [BOARD]
//
// A screen that subscribes joins its site's room and is answered the board; for each byte on the control port
// the room of the site "any" is told the body. It says "ready" once it listens.

import { createServer } from 'node:http';
import { createServer as createControl } from 'node:net';
import { Server } from 'socket.io';

const [port, control, words, every, said = '{"booths":[]}'] = process.argv.slice(2);
const body = JSON.parse(words);
const picture = JSON.parse(said);

const http = createServer();
const io = new Server(http, {
  transports: ['websocket'],
  perMessageDeflate: false,
  serveClient: false,
  pingInterval: Number(every) * 1000,
  pingTimeout: Number(every) * 1000,
});
const board = io.of('/board');
board.on('connection', (socket) => {
  socket.on('subscribe', (wish, answer) => {
    socket.join(wish.site);
    answer(picture);
  });
});

const tell = () => {
  const at = String(process.hrtime.bigint()).padStart(20, '0');
  board.to('any').emit('delta', { at, ...body });
};
createControl({ noDelay: true }, (line) => {
  line.on('data', (granted) => granted.forEach(tell));
  line.on('error', () => line.destroy());
}).listen(Number(control), '127.0.0.1');
http.listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
