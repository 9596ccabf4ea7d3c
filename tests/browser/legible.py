"""How large what a wall shows is drawn, and whether all of it can be read."""

MEASURE = """() => {
  const unit = parseFloat(getComputedStyle(document.getElementById('wall')).getPropertyValue('--u'));
  const sizes = (selector, wanted) => [...document.querySelectorAll(`.tile ${selector}`)]
    .filter((node) => node.checkVisibility() && wanted.test(node.textContent))
    .map((node) => parseFloat(getComputedStyle(node).fontSize) / unit);
  // The box of a line holds room under the digits that nothing is drawn in.
  const cut = (node) => node.matches('.main, .beside');
  const outside = [...document.querySelectorAll('.tile :is(.main, .name, .word, .beside, .age), .chip')]
    .filter((node) => node.checkVisibility() && node.textContent)
    .filter((node) => {
      const box = (node.closest('.tile') ?? document.getElementById('wall')).getBoundingClientRect();
      const own = node.getBoundingClientRect();
      return own.left < box.left - 1 || own.right > box.right + 1 || (cut(node) && own.bottom > box.bottom + 1);
    })
    .map((node) => node.textContent);
  // Nothing is printed over anything else.
  const inked = [...document.querySelectorAll('.cell, .header, .chip')].filter((one) => one.checkVisibility());
  const over = inked.flatMap((one) => {
    const nodes = [...one.querySelectorAll('.name, .main, .word, .beside, .shape, .what, .time')]
      .filter((node) => node.checkVisibility() && (node.textContent || node.matches('.shape')))
      .map((node) => [node, node.getBoundingClientRect()]);
    return nodes.flatMap(([node, a], at) => nodes.slice(at + 1)
      .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.35 * Math.min(a.height, b.height))
      .map(([other]) => `${node.textContent || node.getAttribute('class')} / ${other.textContent || 'shape'}`));
  });
  const grid = document.getElementById('grid').getBoundingClientRect();
  const tiles = [...document.querySelectorAll('.tile')].map((tile) => tile.getBoundingClientRect());
  return {
    unit,
    digits: sizes('.main', /^~?\\d+:\\d\\d$/),
    names: sizes('.name', /./),
    words: [...sizes('.word', /./), ...sizes('.beside', /./)],
    cut: [...document.querySelectorAll('.tile .name')]
      .filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.textContent),
    outside,
    over,
    below: tiles.some((tile) => tile.bottom > innerHeight + 1 || tile.right > innerWidth + 1),
    filled: Math.max(...tiles.map((tile) => tile.bottom)) > grid.bottom - 2,
  };
}"""

HEAD = """() => {
  const head = document.querySelector('.head').getBoundingClientRect();
  const parts = [...document.querySelectorAll('.head > *, #band')]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }) && node.textContent)
    .map((node) => [node, node.getBoundingClientRect()]);
  const overlaps = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return {
    cut: parts.filter(([node, box]) => node.scrollWidth > node.clientWidth + 1 || box.right > innerWidth ||
      (!node.matches('#band') && (box.top < head.top - 1 || box.bottom > head.bottom + 1)))
      .map(([node]) => node.textContent),
    over: parts.flatMap(([one, a], at) => parts.slice(at + 1).filter(([, b]) => overlaps(a, b))
      .map(([other]) => `${one.textContent} / ${other.textContent}`)),
  };
}"""
"""What of the top line is cut off, and what lies over something else."""

STATE = """() => {
  const unit = parseFloat(getComputedStyle(document.getElementById('wall')).getPropertyValue('--u'));
  const place = document.getElementById('place');
  const seen = place.checkVisibility({ visibilityProperty: true });
  return place.matches('.state') && seen ? parseFloat(getComputedStyle(place).fontSize) / unit : null;
}"""
"""How large the room's state is written in the top line; null where it is not."""
