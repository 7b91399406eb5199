import { useState } from 'preact/hooks'
import type { Result } from '../../../core/contract/result.ts'
import type { Changes, FieldName, PutAnswer } from '../../studio/form.ts'
import type { Failure } from '../done.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { ago } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { count } from '../words/numbers.ts'
import { fieldNames, outcomeWords, undoneWords } from './studio-words.ts'
import type { KeptPut, StudioAt, StudioWorld } from './studio-world.ts'

interface PutPartProps {
  studio: StudioWorld
  at: StudioAt
  changes: Changes
  last: KeptPut | null
  /** Something was written there: the form is looked at again. */
  onDone: () => void
  onLook: () => void
}

type Told = { did: 'put' | 'undo'; answer: Result<PutAnswer, Failure> }

/** Puts what is shown into the form, on this click; then says what came of each field, with the way back. */
export function PutPart({ studio, at, changes, last, onDone, onLook }: PutPartProps) {
  const { feedback } = usePanel()
  const [busy, setBusy] = useState<Told['did'] | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const fields = Object.keys(changes) as FieldName[]

  const act = async (did: Told['did'], asked: () => ReturnType<StudioWorld['put']>) => {
    setBusy(did)
    const answer = await asked()
    setBusy(null)
    setTold({ did, answer })
    feedback.say(answer.ok ? linesOf(did, answer.value).join(' ') : answer.error.message)
    onDone()
  }
  return (
    <div class="studio__put">
      {told && <Came told={told} />}
      <div class="studio__acts">
        <Button
          tone="primary"
          busy={busy === 'put'}
          held={busy !== null || fields.length === 0}
          onClick={() => void act('put', () => studio.put(at, changes))}
        >
          {fields.length === 0
            ? 'Nothing to put'
            : `Put ${together(fields.map(field => fieldNames[field].toLowerCase()))} into Studio`}
        </Button>
        {last && (
          <Button
            icon="back"
            busy={busy === 'undo'}
            held={busy !== null}
            onClick={() => void act('undo', () => studio.undo(at))}
          >
            Undo in Studio
          </Button>
        )}
        <Button tone="quiet" icon="retry" held={busy !== null} onClick={onLook}>
          Look again
        </Button>
      </div>
      <p class="studio__aside">
        {last
          ? `Put ${ago(new Date(last.at).toISOString(), now.value)}: ${count(Object.keys(last.changes).length, 'field')}. Nothing is saved before you press Save in Studio.`
          : 'It is written into the form and no further: you look at it there, and press Save in Studio yourself.'}
      </p>
    </div>
  )
}

/** "title, description and tags" */
const together = (names: string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

const linesOf = (did: Told['did'], { fields }: PutAnswer): string[] =>
  (Object.keys(fields) as FieldName[]).map(field =>
    (did === 'put' ? outcomeWords : undoneWords)(field, fields[field]!),
  )

function Came({ told: { did, answer } }: { told: Told }) {
  if (!answer.ok)
    return (
      <Notice tone="bad" title={did === 'put' ? 'Nothing was put into Studio' : 'Nothing was taken back'}>
        <p>{answer.error.message}</p>
      </Notice>
    )
  const outcomes = Object.values(answer.value.fields)
  const good = outcomes.filter(({ outcome }) => outcome === 'put').length
  const title =
    good === outcomes.length
      ? did === 'put'
        ? 'It is in the form. Press Save in Studio when it is right.'
        : 'The form is as it was before.'
      : good > 0
        ? did === 'put'
          ? 'Some of it is in the form. Press Save in Studio when it is right.'
          : 'Some of it is as it was before.'
        : did === 'put'
          ? 'Nothing was put into Studio'
          : 'Nothing was taken back'
  return (
    <Notice tone={good === outcomes.length ? 'calm' : 'open'} title={title}>
      <ul>
        {linesOf(did, answer.value).map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  )
}
