import type { ScriptState, Sentence } from '../../contract/script.ts'
import { type AvRow, avRows } from '../av.ts'
import { beatsOf } from '../order.ts'
import { timeOf } from '../timing.ts'
import { rowTime } from './av-markdown.ts'
import { htmlCellWords, htmlLink, htmlWords } from './escaped.ts'
import { beatNames, type FormOptions, lengthWords } from './form.ts'
import { type Note, type Notes, notesOf, placeName } from './notes.ts'
import { openSentences, openWords } from './open-sentences.ts'

/**
 * The two columns as a page of HTML that stands by itself: nothing is loaded by it, and there is no script in it. It is
 * opened by a browser, and pasted into Google Docs or Word as a table with its links.
 */
export function avHtml(state: ScriptState, options: FormOptions): string {
  const { words, spokenMs } = timeOf(state, options.pace)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${htmlWords(options.title)}: picture and sound</title>
<style>${style}</style>
</head>
<body>
<h1>${htmlWords(options.title)}: picture and sound</h1>
<p>${words} words, ${htmlWords(lengthWords(spokenMs, options.pace))}. ${htmlWords(openWords(state))}</p>
${avTable(state, options)}
${openList(state)}${sourceNotes(notesOf(state))}</body>
</html>
`
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}' +
  'table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.4rem .6rem;text-align:left;vertical-align:top}' +
  'td:first-child{white-space:nowrap}.open{font-weight:600}sup a{text-decoration:none}'

/** The table alone. */
export function avTable(state: ScriptState, { pace }: FormOptions): string {
  const notes = notesOf(state)
  const rows = Map.groupBy(avRows(state, pace), row => row.beatId)
  const lines = [
    '<table>',
    '<thead><tr><th scope="col">Time</th><th scope="col">Picture</th><th scope="col">Sound</th></tr></thead>',
    '<tbody>',
  ]
  for (const beat of beatsOf(state)) {
    const name = htmlCellWords(`${beatNames[beat.kind]}: ${beat.title}`)
    lines.push(`<tr><th colspan="3" scope="rowgroup">${name}</th></tr>`)
    for (const row of rows.get(beat.id) ?? []) {
      const sound = row.audio.map((each, at) => sentenceHtml(each, notes.of(each), at === 0)).join(' ')
      lines.push(`<tr><td>${rowTime(row)}</td><td>${pictureOf(row)}</td><td>${sound}</td></tr>`)
    }
  }
  return [...lines, '</tbody>', '</table>'].join('\n')
}

function sentenceHtml({ text, ledger }: Sentence, notes: readonly Note[], first: boolean): string {
  const words = first ? htmlCellWords(text) : htmlWords(text)
  const open = ledger.standing === 'open' ? ' <span class="open">[open]</span>' : ''
  const marks = notes.map(({ number, citation }) => `<sup>${htmlLink(`[${number}]`, citation.link)}</sup>`)
  return `${words}${open}${marks.join('')}`
}

function pictureOf({ video, shots }: AvRow): string {
  const cue = video.trim() ? [htmlCellWords(video)] : []
  const clips = shots.map(
    shot => `Clip: ${htmlLink(placeName({ ...shot, sourceTitle: shot.title, page: null }), shot.link)}`,
  )
  return [...cue, ...clips].join('<br>') || 'Speaker'
}

function openList(state: ScriptState): string {
  const open = openSentences(state)
  if (open.length === 0) return ''
  const items = open.map(({ text, ledger }) => {
    const why = ledger.why.trim() ? `: ${htmlWords(ledger.why)}` : ''
    return `<li>“${htmlWords(text)}”${why}</li>`
  })
  return `<h2>Open: nothing shows these</h2>\n<ul>\n${items.join('\n')}\n</ul>\n`
}

function sourceNotes({ all }: Notes): string {
  if (all.length === 0) return ''
  const items = all.map(({ citation, how }) => {
    const words = `“${htmlWords(citation.anchor.exact)}” ${htmlLink(placeName(citation), citation.link)}`
    return `<li>${how === 'quoted' ? '' : 'In other words, as a model or the creator reads it: '}${words}</li>`
  })
  return `<h2>Quotes</h2>\n<ol>\n${items.join('\n')}\n</ol>\n`
}
