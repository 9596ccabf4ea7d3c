/**
 * What the tablet's views are functions of: one frozen moment, and what hands may do to it.
 * Types only.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/types.js').Alarm} Alarm
 * @typedef {import('../core/types.js').PageData} PageData
 * @typedef {import('../core/liveness.js').Liveness} Liveness
 * @typedef {import('../core/outbox_rules.js').Act} Act
 * @typedef {import('../core/outbox.js').Fate} Fate
 * @typedef {import('./acts.js').FloorAct} FloorAct
 *
 * @typedef {object} SeatPane
 * @property {'seat'} kind
 * @property {number} booth
 * @property {string} mark
 * @property {'not_here' | 'breaths' | 'step_out' | 'leave' | 'aftercare' | null} part
 *
 * @typedef {object} PickPane choosing a seat for someone, by tapping it on the plan
 * @property {'pick'} kind
 * @property {'move' | 'swap' | 'seat' | 'back'} what
 * @property {string} visit
 * @property {string} who where they are or what they are called, for the words
 * @property {{booth: number, mark: string} | null} from
 *
 * @typedef {{kind: 'home'} | SeatPane | PickPane | {kind: 'booth', booth: number}
 *   | {kind: 'person', visit: string} | {kind: 'arrive'} | {kind: 'who'} | {kind: 'room'}
 *   | {kind: 'unsent'} | {kind: 'opening'} | {kind: 'bulletins'} | {kind: 'walk'}} Pane
 *
 * @typedef {{name: 'floor'} | {name: 'response', id: string}} View
 *
 * @typedef {object} NewPerson the form of someone new; nothing chosen means "rather not say"
 * @property {string | null} route
 * @property {string[]} substances
 * @property {string} handle
 * @property {string | null} look
 *
 * @typedef {{kind?: string, given_by?: string, earlier: number}} RowChange `earlier`: milliseconds
 *
 * @typedef {object} Draft what is being filled in on the response page
 * @property {'assess' | 'more' | 'note' | 'row' | 'kind' | 'others' | 'who' | 'unsent' | 'leave' | null} open
 * @property {Record<string, any>} values of the assessment, the note, or the row being changed
 * @property {string | null} row the log row being changed
 * @property {RowChange} change what else is to be different about that row
 * @property {number[]} breaths taps of a breath counter, on the server's clock
 * @property {boolean} diedAsked
 * @property {boolean} joined "same person" was answered
 *
 * @typedef {{id: string, label: string, until: number, lasting?: boolean}} Toast `lasting`: without undo
 *
 * @typedef {object} Ui
 * @property {View} view
 * @property {Pane} pane
 * @property {NewPerson} person
 * @property {number[]} breaths taps of a breath counter, on the server's clock
 * @property {Draft} draft
 * @property {{kind: string, text: string, basis: string | null}} line a new one for the waiting room
 * @property {string[]} gone who is not named as staying when the shift closes
 * @property {Toast[]} toasts
 * @property {{id: number, name: string, until: number} | null} by whose chip was tapped
 *
 * @typedef {object} Sending
 * @property {Act[]} unsent
 * @property {Act[]} setAside
 * @property {boolean} unreachable
 * @property {string | null} cannot the code with which the server could not take an act now
 * @property {boolean} signedOut
 * @property {boolean} lasting
 *
 * @typedef {object} Scene
 * @property {PageData} page
 * @property {Board | null} board with this tablet's unsent acts on it
 * @property {Set<string>} unsentOn ids with an act still to send
 * @property {Alarm[]} alarms
 * @property {Liveness} liveness
 * @property {string | null} lastGood
 * @property {string | null} revoked
 * @property {number} now on the server's clock
 * @property {Ui} ui
 * @property {Sending} sending
 * @property {(id: string) => Fate | null} fate
 * @property {boolean} looking the response shown was asked of the server and is not here yet
 *
 * @typedef {object} Hands
 * @property {(act: FloorAct, options?: {stay?: boolean}) => string} act
 * @property {(id: string) => void} undo
 * @property {() => void} respond
 * @property {(changes: Partial<Ui>) => void} set
 * @property {(pane: Pane) => void} open
 * @property {(changes: Partial<Draft>) => void} draft
 * @property {(view: View) => void} go
 * @property {(booth: number, mark: string) => void} tapSeat
 * @property {(id: string, anyway: boolean) => void} again
 * @property {(id: string) => void} putAway
 */

export {};
