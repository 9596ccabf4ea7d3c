/**
 * Every id a response goes by: its own, and those of starts that were joined to it.
 * @param {{id: string, aliases?: string[]}} response
 */
export function namesOf({ id, aliases }) {
  return [id, ...(aliases ?? [])];
}
