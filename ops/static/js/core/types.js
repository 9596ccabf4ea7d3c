/**
 * The shapes that travel on the wire, as JSDoc types. No code. A field an audience may not see
 * is absent: what only the floor sees is optional. Instants are RFC 3339 strings in UTC.
 *
 * @typedef {'wall' | 'floor' | 'waiting'} Audience
 * @typedef {'none' | 'ok' | 'due_soon' | 'due' | 'overdue' | 'urgent'} Phase
 * @typedef {'high' | 'medium' | 'technical' | 'low'} AlarmLevel
 * @typedef {'ok' | 'asleep' | 'keep_an_eye' | 'hard_to_rouse' | 'not_here'} LastAnswer
 *
 * @typedef {object} Timer
 * @property {string | null} [due_soon_at]
 * @property {string | null} [due_at]
 * @property {string | null} [overdue_at]
 * @property {string | null} [urgent_at]
 *
 * @typedef {object} VisitExtras
 * @property {string} id
 * @property {'waiting' | 'called' | 'using' | 'aftercare' | 'stepped_out' | 'looked_for' | 'ended'} state
 * @property {string | null} [seated_at]
 * @property {string | null} [last_look_at]
 * @property {LastAnswer | null} [answer]
 * @property {'regular' | 'keep_an_eye' | 'sedation'} [track]
 * @property {string | null} [track_since]
 * @property {number} [check_number]
 * @property {string | null} [going_until]
 * @property {string | null} [stepped_out_until]
 * @property {string | null} [stepped_out_to]
 * @property {string | null} [response]
 * @property {boolean} [look_outside]
 * @property {string | null} [confirm_since] not seen since the board came back
 * @property {'out' | 'needs_carrying' | 'refused' | 'not_found' | null} [head_count] tablets only
 * @property {string | null} [handle]
 * @property {string | null} [route]
 * @property {string[]} [substances]
 * @property {string | null} [look]
 * @property {string | null} [usual_until]
 * @property {string | null} [arrived_at]
 * @property {number} [episodes]
 * @property {number} [asleep_in_a_row]
 * @property {boolean} [ask_rouse]
 *
 * @typedef {Timer & VisitExtras} Visit
 *
 * @typedef {object} Seat
 * @property {string} mark
 * @property {boolean} extra
 * @property {Visit | null} [visit]
 *
 * @typedef {object} Tile
 * @property {number} id
 * @property {string} name
 * @property {'injection' | 'inhalation' | 'any' | 'aftercare'} kind
 * @property {'free' | 'occupied' | 'cleaning' | 'closed'} status
 * @property {number} row
 * @property {number} column
 * @property {number} width
 * @property {number} height
 * @property {string | null} [cleaning_since]
 * @property {string | null} [closed_reason] tablets only
 * @property {boolean} [wiped] tablets only: it needs cleaning after the last person left
 * @property {Seat[]} seats
 *
 * @typedef {object} Waiting
 * @property {string} id
 * @property {'waiting' | 'called'} state
 * @property {string} arrived_at
 * @property {string | null} [called_at]
 * @property {string | null} [hold_until]
 * @property {number} [position]
 * @property {'out' | 'needs_carrying' | 'refused' | 'not_found' | null} [head_count] tablets only
 * @property {string | null} [handle]
 * @property {string | null} [route]
 * @property {string[]} [substances]
 * @property {string | null} [look]
 *
 * @typedef {object} ResponseAction
 * @property {string} id
 * @property {string} kind
 * @property {Record<string, unknown>} values
 * @property {string | null} [given_by]
 * @property {string} happened_at
 * @property {string} recorded_at
 * @property {string | null} [by]
 * @property {string | null} [corrected_by] who wrote it in the place of the row it amends
 * @property {string[]} [marks]
 * @property {string | null} [amends]
 * @property {string | null} [amend_reason] why the row it amends gave way to it
 * @property {string | null} [voided_at]
 * @property {string | null} [void_reason]
 * @property {string | null} [same_as] of a voided row: the row that is the same act
 * @property {string | null} [superseded_by]
 *
 * @typedef {object} ToldNext a step that was taken
 * @property {'screens' | 'webhook' | 'email' | 'sms'} by
 * @property {string | null} who as the site calls them; nobody for screens
 * @property {string} at
 * @property {'insist' | 'sending' | 'sent' | 'confirmed' | 'failing' | 'given_up' | 'withdrawn'} became
 * @property {string | null} since
 *
 * @typedef {object} BoardResponse
 * @property {string} id
 * @property {number | null} booth
 * @property {string | null} seat
 * @property {string | null} place
 * @property {string | null} visit
 * @property {string} kind
 * @property {'running' | 'over' | 'all_ok' | 'mis_tap' | 'undone'} state
 * @property {string} began_at
 * @property {string | null} going_until
 * @property {string | null} attended_until
 * @property {number} there
 * @property {number} going
 * @property {string | null} [more_hands_at]
 * @property {string | null} [over_at]
 * @property {boolean} [complete]
 * @property {string | null} [insists_at] from then on screens insist, while nobody is there or on the way
 * @property {string[]} [aliases]
 * @property {string | null} [lead]
 * @property {{who: string, state: 'going' | 'here', since: string}[]} [people]
 * @property {{who: string, since: string, until: string}[]} [left] who was there and went back
 * @property {ToldNext[]} [told] who was told next, oldest first; tablets only
 * @property {string[]} [missing]
 * @property {string[]} [marks]
 * @property {{state: string | null, place: string | null, ambulance: string | null, by?: string | null} | null} [outcome] `by`: who says so
 * @property {{naloxone: string | null, somewhere: string | null, debrief: string | null}} [care]
 * @property {ResponseAction[]} [actions]
 *
 * @typedef {object} Room
 * @property {number} id
 * @property {string} slug
 * @property {string} name
 * @property {string} time_zone
 * @property {'open' | 'closed' | 'last_entry' | 'closing' | 'everyone_out' | 'lock_down'} state
 * @property {string | null} [reason]
 * @property {string | null} [since]
 * @property {Room['state'] | null} [before] tablets only: what "back in" brings
 * @property {import('./site_words.js').SiteWords} [words]
 * @property {boolean} [curtain]
 * @property {number} [places]
 * @property {number} [free]
 * @property {number} [usual_stay] seconds; the waiting room only
 * @property {number} [minimum_free_staff]
 * @property {number} soft_before_loud seconds; absent for the waiting room
 * @property {{from: number, until: number}} [night] minutes of the site's day
 * @property {string | null} [eyes_since] *Room needs eyes* has begun
 * @property {{from: string | null, until: string} | null} [gap] the last outage
 * @property {Pause[]} [pauses]
 * @property {WalkShape | null} [walk] tablets only
 * @property {string | null} [says] walls only: the site's own words while a worker's call stands
 * @property {HelpCall[]} [help] workers' calls that stand; tablets only
 * @property {{id: string, who: string, since: string}[]} [not_told] who outside could not be told; tablets only
 * @property {{point: string, state: 'done' | 'not_done', at: string, by: string}[]} [opening] tablets only
 * @property {boolean} [cards] whether people who want to are counted by a card; tablets only
 * @property {{why: string, genders: string[], names: Record<string, string>, ages: string[]} | null} [asked] of people, if they like to say it; tablets only
 * @property {number} [unsigned] entries from paper that nobody has signed; tablets only
 * @property {Drill[]} [drills] the running one, and those whose times are kept; tablets only
 * @property {{id: string | number, opened_at: string, opened_by: string | null} | null} [shift]
 * @property {Record<string, unknown>} [protocol]
 * @property {Pick<BoardResponse, 'id' | 'booth' | 'seat' | 'place' | 'began_at' | 'state'>[]} [records] done with, of the shift that is open, the newest first; tablets only
 * @property {string[]} [began_lately] when responses began, the newest first; tablets only
 * @property {string | null} [hint_put_away_at] "A drug alert?" was put away for what began until then
 * @property {Record<string, unknown>[]} [recently_left]
 *
 * @typedef {object} Drill
 * @property {string} id
 * @property {string | null} site what its room is called while it runs
 * @property {string | null} [on] the tablet it was begun on, while it runs
 * @property {string} began_at
 * @property {string | null} ended_at
 * @property {{booth: string | null, seat: string | null, place: string | null, began_at: string, steps: {step: string, at: string}[]}[]} times
 *
 * @typedef {{cause: string, at: string, until: string}} Pause
 *
 * @typedef {object} HelpCall
 * @property {string} id
 * @property {number | string | null} device the tablet it was raised on
 * @property {string} where its name
 * @property {string | null} who on whose chip
 * @property {string} began_at
 * @property {string} loud_at
 * @property {string | null} going_until
 * @property {string | null} going who is, or was, on the way
 *
 * @typedef {object} WalkShape a walk from seat to seat that is under way
 * @property {string} id
 * @property {'walk_round' | 'reconfirm'} kind
 * @property {string} began_at
 * @property {{booth: number, seat: string, found: Found, differs: boolean}[]} found
 *
 * @typedef {'here' | 'asleep' | 'empty' | 'someone_else'} Found
 *
 * @typedef {object} Notice
 * @property {string} id
 * @property {'clock_suspect' | 'disk_nearly_full' | 'disk_full' | 'sound_test' | 'drug_alert' | 'service'
 *   | 'you_said'} kind
 * @property {string} since
 * @property {string | null} until
 * @property {string | null} text
 * @property {'tested' | 'heard' | null} basis
 * @property {number | null} about the screen a sound test is for
 *
 * @typedef {object} OxygenDraw what flows, or flowed, from a cylinder since its gauge was read
 * @property {string} response
 * @property {string} since
 * @property {string | null} until
 * @property {number} litres_per_minute
 *
 * @typedef {object} SupplyItem a batch, or a cylinder
 * @property {string} id
 * @property {'naloxone' | 'oxygen' | 'kit' | 'other'} kind
 * @property {string} form
 * @property {string | null} label
 * @property {string | null} expires_on a day
 * @property {number} count of a cylinder: the litres in it at `counted_at`
 * @property {string} counted_at
 * @property {number} [full_litres] cylinders only, as what follows
 * @property {number | null} [gauge_full] what its gauge shows when it is full, in its own unit
 * @property {string | null} [in_use_since]
 * @property {OxygenDraw[]} [draws]
 *
 * @typedef {{since: string | null, items: SupplyItem[]}} Shelf `since`: null where the site keeps no list
 *
 * @typedef {object} SupplyForm
 * @property {SupplyItem['kind']} kind
 * @property {number} par how many there should be
 * @property {number | null} dose_mg
 * @property {string[]} routes
 * @property {number | null} litres
 * @property {number | null} gauge_full
 *
 * @typedef {object} SupplyPlan
 * @property {Record<string, SupplyForm>} forms
 * @property {number} expiring_within_days
 * @property {number} oxygen_warning seconds
 *
 * @typedef {object} StaffMember
 * @property {'floor' | 'break' | 'response' | 'outside'} place
 * @property {number} [id]
 * @property {string} [name]
 * @property {string | null} [since]
 *
 * @typedef {object} Device
 * @property {number | string} id
 * @property {string} name
 * @property {string} role
 * @property {string | null} [silent_since]
 * @property {'on' | 'off' | null} [sound]
 * @property {number} [unsent]
 * @property {boolean} [sleeping]
 * @property {string | null} [said_at] when it last said something new about itself
 * @property {number} [volume] percent
 * @property {number} [night_volume] percent
 * @property {'standard' | 'quiet'} [theme]
 * @property {number[] | null} [shows] the booths this wall shows; null: all
 * @property {string | null} [sound_heard_at]
 *
 * @typedef {object} Board
 * @property {number} protocol
 * @property {string} epoch
 * @property {number} version
 * @property {string} server_now
 * @property {Room} room
 * @property {Tile[]} booths
 * @property {Waiting[]} waiting
 * @property {BoardResponse[]} responses
 * @property {StaffMember[]} staff
 * @property {Device[]} devices
 * @property {Notice[]} notices
 * @property {Shelf} [supplies] tablets only
 *
 * @typedef {object} Delta
 * @property {string} [site]
 * @property {string} epoch
 * @property {number} base
 * @property {number} version
 * @property {string} [server_now] what its clock showed as this left
 * @property {Record<string, Tile | null>} changed
 * @property {Waiting[]} [waiting]
 * @property {BoardResponse[]} [responses]
 * @property {StaffMember[]} [staff]
 * @property {Device[]} [devices]
 * @property {Notice[]} [notices]
 * @property {Shelf} [supplies]
 * @property {Room} [room]
 *
 * @typedef {object} Pulse
 * @property {string} epoch
 * @property {number} version
 * @property {string} server_now
 * @property {number | null} sweep_age
 * @property {string | null} [disk_full_since] nothing can be recorded since then
 *
 * @typedef {object} Answer
 * What a write answers.
 * @property {string} [id]
 * @property {number} version
 * @property {Tile} [tile]
 * @property {Tile[]} [tiles]
 * @property {Visit} [visit]
 * @property {BoardResponse} [response]
 * @property {boolean} [repeat]
 * @property {boolean} [late]
 * @property {boolean} [already_running]
 * @property {string[]} [marks]
 *
 * @typedef {object} Problem
 * @property {string} type
 * @property {string} title
 * @property {number} status
 * @property {string} detail
 * @property {string} code
 * @property {{field: string, code: string, detail: string}[]} [errors]
 * @property {string[]} [offers]
 * @property {string} [server_now]
 *
 * @typedef {object} PageData
 * @property {string} site
 * @property {Audience} audience
 * @property {{id: number | string, name: string, role: string} | null} device
 * @property {string} language
 *
 * @typedef {object} TabletBeside what a tablet's page asks for, as it carries nothing itself
 * @property {{id: number, name: string}[]} team
 * @property {import('./i18n.js').Catalogue | null} words
 * @property {boolean} asks_pin a PIN was used in this browser, so its lock asks for one
 * @property {boolean} unlocked by a PIN, a while ago
 * @property {boolean} [drill] it is a drill's page: never told by the server
 *
 * @typedef {PageData & TabletBeside} TabletData
 *
 * @typedef {object} Alarm
 * @property {string} cause stable: "visit:<id>", "response:<id>", "help:<id>", "eyes", "reconfirm", "head_count",
 *   "device:<id>:silent|sound|unsent", "tablets", "unheard", "told:<message>", or the kind of a notice of the house
 * @property {AlarmLevel} level
 * @property {number | null} booth
 * @property {string | null} seat
 * @property {string | null} place
 * @property {number} since epoch milliseconds
 * @property {Held[]} holds the seats of an alarm that gathers several, in the order to see them
 * @property {number | null} paused_until epoch milliseconds: seen and not heard until then
 *
 * @typedef {object} Held
 * @property {string} cause
 * @property {number | null} booth
 * @property {string | null} seat
 * @property {AlarmLevel} level
 * @property {number} since epoch milliseconds
 */

export {};
