import { useState } from 'preact/hooks'
import type { Sentence } from '../../core/contract/script.ts'
import { type AvRow, avRows } from '../../core/script/av.ts'
import { rowTime } from '../../core/script/forms/av-markdown.ts'
import { beatNames, lengthWords } from '../../core/script/forms/form.ts'
import { type Note, type Notes, notesOf, placeName } from '../../core/script/forms/notes.ts'
import { openSentences, openWords } from '../../core/script/forms/open-sentences.ts'
import { beatsOf } from '../../core/script/order.ts'
import { timeOf } from '../../core/script/timing.ts'
import type { HandedScript } from '../exports/handed-script.ts'
import { Button } from '../panel/ui/button.tsx'
import { safeUrl } from '../panel/words/safe-url.ts'

/** A script on paper: two columns, or what is spoken alone. The browser's own print makes a PDF of it. */
export function PrintPage({ script, onPrint }: { script: HandedScript; onPrint: () => void }) {
  const { state, pace, title } = script
  const [columns, setColumns] = useState(true)
  const { words, spokenMs } = timeOf(state, pace)
  const notes = notesOf(state)
  return (
    <div class="sheet">
      <header class="sheet__bar">
        <Button tone="primary" onClick={onPrint}>
          Print or save as PDF…
        </Button>
        <Button aria-pressed={columns} onClick={() => setColumns(!columns)}>
          {columns ? 'Spoken words alone' : 'Two columns'}
        </Button>
      </header>
      <main class="sheet__page">
        <h1 class="sheet__title" dir="auto">
          {title}
        </h1>
        <p class="sheet__aside">
          {words} words, {lengthWords(spokenMs, pace)}. {openWords(state)}
        </p>
        {columns ? <TwoColumns script={script} notes={notes} /> : <Spoken script={script} />}
        <Open script={script} />
        {columns && <Quotes notes={notes} />}
      </main>
    </div>
  )
}

function TwoColumns({ script: { state, pace }, notes }: { script: HandedScript; notes: Notes }) {
  const rows = Map.groupBy(avRows(state, pace), row => row.beatId)
  return (
    <table class="sheet__table">
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Picture</th>
          <th scope="col">Sound</th>
        </tr>
      </thead>
      {beatsOf(state).map(beat => (
        <tbody key={beat.id}>
          <tr>
            <th colSpan={3} scope="rowgroup" dir="auto">
              {beatNames[beat.kind]}: {beat.title}
            </th>
          </tr>
          {(rows.get(beat.id) ?? []).map(row => (
            <tr key={row.audio[0]!.id}>
              <td class="numbers">{rowTime(row)}</td>
              <td>
                <Picture row={row} />
              </td>
              <td dir="auto">
                {row.audio.map(sentence => (
                  <SaidSentence key={sentence.id} sentence={sentence} notes={notes.of(sentence)} />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function Picture({ row: { video, shots } }: { row: AvRow }) {
  if (!video.trim() && shots.length === 0) return <>Speaker</>
  return (
    <>
      {video.trim() && <p dir="auto">{video}</p>}
      {shots.map(({ title, link, startMs }) => (
        <p key={link}>
          Clip: <WebLink address={link} words={placeName({ sourceTitle: title, startMs, page: null })} />
        </p>
      ))}
    </>
  )
}

function SaidSentence({ sentence: { text, ledger }, notes }: { sentence: Sentence; notes: readonly Note[] }) {
  return (
    <>
      {text}
      {ledger.standing === 'open' && <b> [open]</b>}
      {notes.map(({ number, citation }) => (
        <sup key={number}>
          <WebLink address={citation.link} words={`[${number}]`} />
        </sup>
      ))}{' '}
    </>
  )
}

function Spoken({ script: { state, pace } }: { script: HandedScript }) {
  const rows = Map.groupBy(avRows(state, pace), row => row.beatId)
  return (
    <>
      {beatsOf(state).map(beat => (
        <section key={beat.id} class="sheet__beat">
          <h2 dir="auto">{beat.title}</h2>
          <p dir="auto">
            {(rows.get(beat.id) ?? [])
              .flatMap(row => row.audio)
              .map(({ text }) => text.trim())
              .join(' ')}
          </p>
        </section>
      ))}
    </>
  )
}

function Open({ script: { state } }: { script: HandedScript }) {
  const open = openSentences(state)
  if (open.length === 0) return null
  return (
    <section class="sheet__beat">
      <h2>Open: nothing shows these</h2>
      <ul class="sheet__list">
        {open.map(({ id, text, ledger }) => (
          <li key={id} dir="auto">
            “{text}”{ledger.why && `: ${ledger.why}`}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Quotes({ notes: { all } }: { notes: Notes }) {
  if (all.length === 0) return null
  return (
    <section class="sheet__beat">
      <h2>Quotes</h2>
      <ul class="sheet__list">
        {all.map(({ number, citation, how }) => (
          <li key={number} dir="auto">
            [{number}] {how === 'follows' && 'In other words, as a model or the creator reads it: '}“
            {citation.anchor.exact}” <WebLink address={citation.link} words={placeName(citation)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Addresses come from pages: what is none of the web is words. */
function WebLink({ address, words }: { address: string; words: string }) {
  const href = safeUrl(address)
  if (!href) return <span>{words}</span>
  return (
    <a href={href} rel="noreferrer" target="_blank">
      {words}
    </a>
  )
}
