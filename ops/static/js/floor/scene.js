/**
 * What the tablet's views are functions of: one frozen moment, and what hands may do to it.
 * Types only.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/types.js').Alarm} Alarm
 * @typedef {import('../core/types.js').TabletData} TabletData
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
 * @property {'walk'} [back] where it was opened from, when that is not the list
 *
 * @typedef {object} PickPane choosing a seat for someone, by tapping it on the plan
 * @property {'pick'} kind
 * @property {'move' | 'swap' | 'seat' | 'back' | 'again'} what `again`: for an act that was set aside
 * @property {string} visit of `again`, that act
 * @property {string} who where they are or what they are called, for the words
 * @property {{booth: number, mark: string} | null} from
 * @property {'walk'} [back]
 *
 * @typedef {object} HelpPane a worker's call
 * @property {'help'} kind
 * @property {string} call
 * @property {number[]} names the two who say that it is over
 * @property {string | null} why
 *
 *
 * @typedef {{kind: 'supplies', back?: 'opening'}} SuppliesPane
 *
 * @typedef {{kind: 'home'} | SeatPane | PickPane | {kind: 'booth', booth: number}
 *   | {kind: 'person', visit: string} | {kind: 'arrive'} | {kind: 'who'} | {kind: 'room'}
 *   | HelpPane | {kind: 'unsent'} | {kind: 'opening'} | {kind: 'bulletins'} | {kind: 'records'} | {kind: 'walk'} | {kind: 'unlock'}
 *   | {kind: 'drill', id: string} | SuppliesPane} Pane
 *
 * @typedef {{name: 'floor'} | {name: 'response', id: string} | {name: 'sheet'}
 *   | {name: 'paper'}} View
 *
 * @typedef {object} NewPerson the form of someone new; nothing chosen means "rather not say"
 * @property {string | null} route
 * @property {string[]} substances
 * @property {string} handle
 * @property {string} card as it is typed; it goes out with the act and is kept nowhere else
 * @property {string | null} look
 * @property {string | null} gender like the card
 * @property {string | null} age its band; like the card
 *
 * @typedef {{kind?: string, given_by?: string, earlier: number, approximate?: boolean,
 *   reason?: string}} RowChange `earlier`: milliseconds
 *
 * @typedef {object} Draft what is being filled in on the response page
 * @property {'assess' | 'more' | 'note' | 'row' | 'sign' | 'kind' | 'others' | 'who' | 'unsent' | 'unlock' | 'leave' | 'card' | 'change_oxygen' | 'change_breaths' | null} open
 * @property {Record<string, any>} values of the assessment, the note, or the row being changed
 * @property {string | null} row the log row being changed, or signed
 * @property {RowChange} change what else is to be different about that row
 * @property {number[]} breaths taps of a breath counter, on the page's own clock
 * @property {boolean} diedAsked
 * @property {boolean} joined "same person" was answered
 * @property {string | null} placing where on the catch-up strip what is logged next was done
 *
 * @typedef {{id: string, label: string, until: number, lasting?: boolean, stays?: boolean, handle?: string,
 *   row?: string, of?: string[]}} Toast `until` on the page's own clock; `row`: of a response's log, that it changes; `of`: the visit or response it was about; `lasting`: without undo; `stays`: its undo was refused
 *
 * @typedef {object} Ui
 * @property {View} view
 * @property {Pane} pane
 * @property {NewPerson} person
 * @property {number[]} breaths taps of a breath counter, on the page's own clock
 * @property {Draft} draft
 * @property {{kind: string, text: string, basis: string | null, hours: number | null}} line a new one for the waiting room
 * @property {{item: string | null, form: string | null, number: number, expires: string, label: string}} shelf
 *   what of the shelf is being changed, or the form of which something new is put on it
 * @property {string[]} gone who is not named as staying when the shift closes
 * @property {Toast[]} toasts
 * @property {string | null} paper the act that gave the sheet its number
 * @property {{id: number, name: string, until: number} | null} by whose chip was tapped; `until` on
 *   the page's own clock
 *
 * @typedef {object} Sending
 * @property {Act[]} unsent
 * @property {Act[]} setAside
 * @property {boolean} unreachable
 * @property {string | null} cannot the code with which the server could not take an act now
 * @property {string | null} heldUpBy the act that others wait for, as the server fails at it
 * @property {boolean} signedOut
 * @property {boolean} lasting
 *
 * @typedef {object} Scene
 * @property {TabletData} page
 * @property {Board | null} board with this tablet's unsent acts on it
 * @property {Set<string>} unsentOn ids with an act still to send
 * @property {Alarm[]} alarms
 * @property {Liveness} liveness
 * @property {string | null} lastGood
 * @property {boolean} sealed
 * @property {string | null} revoked
 * @property {boolean} locked handles are hidden
 * @property {boolean} newVersion another version of this page waits to take its place
 * @property {import('../core/sound.js').Trouble | null} soundTrouble why nothing is heard from this tablet
 * @property {number} now on the server's clock
 * @property {number} mono on the page's own, which nobody can set: what stands for a while on this tablet
 * @property {Ui} ui
 * @property {import('../paper/desk.js').Typing} typing what is being typed in from paper
 * @property {Sending} sending
 * @property {(id: string) => Fate | null} fate
 * @property {boolean} looking the response shown was asked of the server and is not here yet
 *
 */

/**
 * @template T
 * @typedef {Partial<T> | ((present: T) => Partial<T>)} Changes what goes on from something is made of it as it is
 *   at the tap: another finger may have come since it was painted
 */

/**
 * @typedef {object} Hands
 * @property {(act: FloorAct, options?: {stay?: boolean}) => string} act
 * @property {(id: string) => void} undo
 * @property {() => void} respond
 * @property {(changes: Changes<Ui>) => void} set
 * @property {(pane: Pane) => void} open
 * @property {(changes: Changes<Draft>) => void} draft
 * @property {(view: View) => void} go
 * @property {(booth: number, mark: string) => void} tapSeat
 * @property {(id: string, anyway: boolean, elsewhere?: import('../core/outbox.js').Elsewhere) => void} again
 * @property {(id: string) => void} putAway
 * @property {() => void} takeVersion
 * @property {() => void} lock
 * @property {(what: 'enter' | 'end') => void} drill
 * @property {() => void} unlock
 * @property {PaperHands} paper
 *
 * @typedef {object} PaperHands at the desk where paper is typed in
 * @property {(row: string, field: 'time' | 'place' | 'what' | 'value', text: string) => void} write
 * @property {(row: string, field: 'time' | 'place' | 'what' | 'value') => void} here
 * @property {(text: string, whole: boolean) => void} press
 * @property {(row: string) => void} next
 * @property {(row: string) => void} remove
 * @property {(day: string | null) => void} on
 * @property {() => void} record
 */

export {};
