/** What a refusal leaves to do, by its code. Pure. */

/** @typedef {import('./outbox_rules.js').Act} Act */

/**
 * Whether the house may take the same act when it is sent again: something else may have changed, in the
 * room, in the set-up or in the house's own version. A code that is not here may come from a newer house.
 * @type {Readonly<Record<string, boolean>>}
 */
export const MAY_BE_TAKEN = {
  not_found: false,
  bad_value: false,
  happened_in_future: true,
  happened_too_long_ago: false,
  paper_too_old: false,
  happened_before_visit: false,
  seat_taken: true,
  booth_full: true,
  booth_closed: true,
  booth_cleaning: true,
  booth_occupied: true,
  room_closed: true,
  last_entry_passed: true,
  room_closing: true,
  everyone_is_out: true,
  locked_down: true,
  room_held: true,
  nobody_is_out: true,
  visit_ended: true,
  not_in_a_seat: true,
  not_waiting: true,
  already_seated: false,
  seen_since: true,
  unknown_staff: false,
  unknown_cause: false,
  undo_too_late: false,
  shift_running: true,
  no_shift: true,
  people_inside: true,
  two_needed: false,
  not_a_card: false,
  not_in_a_drill: false,
  // It goes out under a new id.
  idempotency_key_reused: true,
  too_old_to_repeat: false,
  response_gone: false,
  unauthenticated: true,
  forbidden: true,
  locked: true,
  proof_needed: true,
  bad_origin: true,
  method_not_allowed: true,
  not_json: true,
  too_deep: false,
  too_large: false,
  unsupported_media_type: true,
  unknown_field: true,
  missing_field: true,
  idempotency_key_missing: true,
  idempotency_key_bad: true,
  form_too_old: true,
  too_many_tries: true,
  way_in_closed: true,
  server_error: true,
  disk_full: true,
  database_away: true,
  database_busy: true,
  not_tried: true,
};

/** Whether an act was refused for good. One that only went along with another was not judged. @param {Act} act */
export function refusedForGood({ refusal }) {
  return refusal !== undefined && !refusal.because && MAY_BE_TAKEN[refusal.code] === false;
}
