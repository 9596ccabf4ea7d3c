// The peer: socket.io's own server, one room, WebSocket only, nothing packed.
//
//     node deliveries_node.mjs PORT CONTROL BODY LINE_CHECK_EVERY
//
// A screen that subscribes joins the room; for each byte on the control port the room is told the body.

import { createServer } from 'node:http';
import { createServer as createControl } from 'node:net';
import { Server } from 'socket.io';

const [port, control, words, every] = process.argv.slice(2);
const body = JSON.parse(words);

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
  socket.on('subscribe', (_wish, answer) => {
    socket.join('wall');
    answer({ booths: [] });
  });
});

const tell = () => {
  const at = String(process.hrtime.bigint()).padStart(20, '0');
  board.to('wall').emit('delta', { at, ...body });
};
createControl({ noDelay: true }, (line) => {
  line.on('data', (granted) => granted.forEach(tell));
  line.on('error', () => line.destroy());
}).listen(Number(control), '127.0.0.1');
http.listen(Number(port), '127.0.0.1');
