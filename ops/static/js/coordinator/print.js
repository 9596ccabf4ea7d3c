/** A page's own key for the print window. */

/** Without a script there is none: the browser has one of its own. */
export function offerPrint() {
  const print = document.getElementById('print');
  print?.removeAttribute('hidden');
  print?.addEventListener('click', () => window.print());
}
