/** The floor plan, drawn over its own form: moved by hand, by keys, by buttons. */

import { byId, el, setText } from '../core/dom.js';
import { t, tn } from '../core/i18n.js';
import { extentOf, inTheWay, movedTo, nextPlace, sizedTo, Steps, withPlace } from './plan.js';
import { draggable } from './plan_drag.js';
import { placeOfField, PlanForm } from './plan_form.js';
import { PlanGrid } from './plan_grid.js';
import { Preview } from './plan_preview.js';
import { called, faultsOf, howLarge, whereItStands } from './plan_words.js';

/**
 * @typedef {import('./plan.js').Place} Place
 * @typedef {import('./plan_drag.js').Drag} Drag
 */

/** What an arrow does: rows, columns. @type {Record<string, [number, number]>} */
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const sheet = byId('plan-form');
const fields = new PlanForm(byId('places'));
const drawn = byId('plan');
const grid = new PlanGrid(drawn, (kind) => fields.kindWord(kind));
const steps = new Steps();
const preview = new Preview();
const back = /** @type {HTMLButtonElement} */ (byId('undo'));
const forth = /** @type {HTMLButtonElement} */ (byId('redo'));

let places = fields.read();
/** @type {string | null} */
let chosen = (places.find((place) => faultsOf(place, places).length > 0) ?? places[0])?.key ?? null;
let shown = extentOf(places);
let leaving = false;
/** What was there before somebody began to type. @type {Place[] | null} */
let typedFrom = null;

const find = () => places.find((place) => place.key === chosen) ?? null;

/** @param {string} words */
function say(words) {
  setText(byId('said'), words);
}

function paint() {
  grid.paint(places, chosen, shown);
  fields.choose(chosen);
  byId('choose-one').hidden = chosen !== null;
  byId('steps').hidden = chosen === null;
  for (const place of places) fields.say(place, called(place), faultsOf(place, places));
  paintFaults();
  back.disabled = !steps.canGoBack;
  forth.disabled = !steps.canGoForth;
}

/** What only a step changes, and no letter that is typed, nor a hand that still holds something. */
function paintWhole() {
  shown = extentOf(places);
  paint();
  if (!places.some((place) => inTheWay(places, place).length)) preview.show(places);
}

/** What is still to be put right, each a way to its place. */
function paintFaults() {
  const wrong = places.flatMap((place) => faultsOf(place, places).map((fault) => ({ place, fault })));
  byId('to-mend').hidden = wrong.length === 0;
  byId('to-mend-list').replaceChildren(
    ...wrong.map(({ place, fault }) => {
      const way = el('button', 'way', [`${called(place)}: ${fault}`]);
      way.type = 'button';
      way.addEventListener('click', () => mend(place.key));
      return el('li', '', [way]);
    }),
  );
}

/** @param {string} key */
function mend(key) {
  choose(key);
  fields.focus(key, 'name');
}

/** @param {string | null} key */
function choose(key) {
  chosen = key;
  paint();
}

/** Another picture, one step from the last. @param {Place[]} next @param {string} words */
function change(next, words) {
  steps.made(places);
  show(next, words);
}

/** @param {Place[]} next @param {string} words */
function show(next, words) {
  places = next;
  if (!find()) chosen = null;
  fields.write(places);
  paintWhole();
  say(words);
}

/** @param {number} rows @param {number} columns */
function move(rows, columns) {
  const place = find();
  if (!place) return;
  const moved = movedTo(place, { row: place.row + rows, column: place.column + columns });
  if (moved.row === place.row && moved.column === place.column) return say(t('The plan ends here.'));
  const next = withPlace(places, moved);
  change(next, whereItStands(moved, next));
}

/** @param {number} rows @param {number} columns */
function size(rows, columns) {
  const place = find();
  if (!place) return;
  const sized = sizedTo(place, { width: place.width + columns, height: place.height + rows });
  if (sized.width === place.width && sized.height === place.height) return say(t('It cannot be smaller, or larger, than this.'));
  const next = withPlace(places, sized);
  change(next, howLarge(sized, next));
}

function add() {
  const made = nextPlace(places, fields.freshKey(), fields.firstKind);
  if (!made) return say(t('The plan is full.'));
  chosen = made.key;
  const next = [...places, made];
  change(next, t('A new place. %(where)s', { where: whereItStands(made, next) }));
  grid.focus(made.key);
}

function takeAway() {
  const place = find();
  if (!place) return;
  if (place.taken) return say(t('Somebody is in %(name)s. It stays until it is free.', { name: called(place) }));
  const at = places.indexOf(place);
  const next = places.filter((one) => one !== place);
  const neighbour = next[Math.min(at, next.length - 1)];
  chosen = neighbour?.key ?? null;
  change(next, t('%(name)s is off the plan. Ctrl+Z brings it back.', { name: called(place) }));
  if (neighbour) grid.focus(neighbour.key);
  else byId('add').focus();
}

function undo() {
  const before = steps.back(places);
  if (before) show(before, t('Taken back.'));
}

function redo() {
  const after = steps.forth(places);
  if (after) show(after, t('Done again.'));
}

/** @param {Drag} drag @returns {Place[]} with the place where the hand is */
function held(drag) {
  const place = places.find((one) => one.key === drag.key);
  if (!place) return places;
  const to = drag.sizes
    ? sizedTo(place, { width: place.width + drag.columns, height: place.height + drag.rows })
    : movedTo(place, { row: place.row + drag.rows, column: place.column + drag.columns });
  return withPlace(places, to);
}

draggable(drawn, () => shown, {
  grabbed: (key) => choose(key),
  over: (drag) => grid.paint(held(drag), chosen, shown),
  dropped(drag) {
    const next = held(drag);
    const place = next.find((one) => one.key === drag.key);
    if (place) change(next, drag.sizes ? howLarge(place, next) : whereItStands(place, next));
  },
  letGo: () => paint(),
});

drawn.addEventListener('focusin', (event) => {
  const tile = /** @type {HTMLElement} */ (event.target);
  if (tile.dataset.key && tile.dataset.key !== chosen) choose(tile.dataset.key);
});

drawn.addEventListener('keydown', (event) => {
  const arrow = ARROWS[event.key];
  if (event.altKey || event.metaKey || (event.ctrlKey && arrow)) return;
  if (arrow) (event.shiftKey ? size : move)(...arrow);
  else if (event.key === 'Enter' && chosen) fields.focus(chosen, 'name');
  else if (event.key === 'Delete' || event.key === 'Backspace') takeAway();
  else if (event.key.toLowerCase() === 'n' && !event.ctrlKey) add();
  else return;
  event.preventDefault();
});

sheet.addEventListener('keydown', (event) => {
  const input = event.target instanceof HTMLInputElement ? event.target : null;
  const typing = input && input.type !== 'checkbox';
  if (event.key === 'Escape' && chosen && placeOfField(event.target)) grid.focus(chosen);
  if (event.key === 'Enter' && input && chosen) {
    // A letter typed is no wish to keep the whole plan.
    event.preventDefault();
    grid.focus(chosen);
  }
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || typing || (key !== 'z' && key !== 'y')) return;
  event.preventDefault();
  if (key === 'y' || event.shiftKey) redo();
  else undo();
});

sheet.addEventListener('input', (event) => {
  if (!placeOfField(event.target)) return;
  typedFrom ??= places;
  places = fields.read();
  paint();
});

sheet.addEventListener('change', (event) => {
  if (!placeOfField(event.target)) return;
  if (typedFrom) steps.made(typedFrom);
  typedFrom = null;
  paintWhole();
});

sheet.addEventListener('submit', (event) => {
  const wrong = places.find((place) => faultsOf(place, places).length > 0);
  leaving = !wrong;
  if (!wrong) return;
  event.preventDefault();
  const many = places.filter((place) => faultsOf(place, places).length > 0).length;
  say(tn('One place is to be put right first.', '%(n)s places are to be put right first.', many));
  choose(wrong.key);
  if (inTheWay(places, wrong).length) grid.focus(wrong.key);
  else fields.focus(wrong.key, 'name');
});

addEventListener('beforeunload', (event) => {
  if (steps.canGoBack && !leaving) event.preventDefault();
});

byId('add').addEventListener('click', add);
back.addEventListener('click', undo);
forth.addEventListener('click', redo);
byId('take-away').addEventListener('click', takeAway);
for (const button of byId('steps').querySelectorAll('[data-moves], [data-sizes]')) {
  const { moves, sizes } = /** @type {HTMLElement} */ (button).dataset;
  const [rows = 0, columns = 0] = ARROWS[moves ?? sizes ?? ''] ?? [];
  button.addEventListener('click', () => (moves ? move(rows, columns) : size(rows, columns)));
}
sheet.classList.add('drawn');
for (const hidden of sheet.querySelectorAll('[data-drawn]')) /** @type {HTMLElement} */ (hidden).hidden = false;
paintWhole();
