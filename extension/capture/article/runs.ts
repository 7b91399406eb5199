/** A stretch of text in one dress. */
export interface Run {
  text: string
  href: string | null
  bold: boolean
  italic: boolean
  code: boolean
  /** An equation with its signs, `$…$` in a line and `$$…$$` on its own: nothing in it is markup. */
  tex?: boolean
}

/** White space as a browser shows it: runs of it are one space, none at the ends of a line. */
export function tidied(runs: Run[]): Run[] {
  const tidy: Run[] = []
  let atStart = true
  for (const run of runs) {
    const broken = run.text === '\n'
    let text = broken ? '\n' : run.text.replace(/[\s\u00a0]+/g, ' ')
    if (broken) trimEnd(tidy)
    if ((broken && !tidy.length) || (atStart && text === ' ')) continue
    if (atStart) text = broken ? text : text.replace(/^ /, '')
    if (!text) continue
    tidy.push({ ...run, text })
    atStart = broken || text.endsWith(' ')
  }
  trimEnd(tidy)
  while (tidy.at(-1)?.text === '\n') tidy.pop()
  return tidy
}

function trimEnd(runs: Run[]): void {
  const last = runs.at(-1)
  if (!last || last.text === '\n') return
  last.text = last.text.replace(/ $/, '')
  if (!last.text) runs.pop()
}

export const textOfRuns = (runs: Run[]): string => runs.map(run => run.text).join('')
