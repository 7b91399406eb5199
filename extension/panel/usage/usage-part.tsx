import { useEffect, useState } from 'preact/hooks'
import type { Budget, RunUsage, Usage } from '../../../core/contract/usage.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { ago, exactly } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { count, integer } from '../words/numbers.ts'
import { costWords } from './cost-words.ts'
import { KeeperWords } from './keeper-words.tsx'

const kinds: Partial<Record<RunUsage['kind'], string>> = {
  brief: 'Brief',
  claims: 'Claims',
  turn: 'Question',
  interview: 'Interview questions',
  embed: 'Meaning of passages',
  draft: 'Script draft',
  rewrite: 'Other words',
}
/** More are of interest to nobody here. */
const SHOWN = 8

/** What the model has cost this month, run by run, and the caps that each call is held against. */
export function UsagePart() {
  const { world } = usePanel()
  const [usage, setUsage] = useState<Usage | string | null>(null)
  const read = async () => {
    const answer = await world.usage.read()
    setUsage(answer.ok ? answer.value : answer.error.message)
  }
  useEffect(() => void read(), [])
  return (
    <section class="settings__part" aria-label="What the model costs">
      <h3 class="settings__title">What the model costs</h3>
      {usage === null && (
        <p class="settings__words" role="status">
          Adding it up…
        </p>
      )}
      {typeof usage === 'string' && (
        <div class="settings__row">
          <p class="settings__words">{usage}</p>
          <Button small icon="retry" onClick={() => void read()}>
            Try again
          </Button>
        </div>
      )}
      {usage !== null && typeof usage !== 'string' && (
        <>
          <p class="settings__words">
            This month: <b>{integer(usage.inputTokens + usage.outputTokens)}</b> tokens,{' '}
            {costWords(usage.cost)}.
          </p>
          {usage.keeper && <KeeperWords keeper={usage.keeper} />}
          {usage.runs.length > 0 && (
            <details class="more">
              <summary>{count(usage.runs.length, 'run')}</summary>
              <ul class="usage">
                {usage.runs.slice(0, SHOWN).map(run => (
                  <Row key={run.runId} run={run} />
                ))}
              </ul>
            </details>
          )}
          <BudgetForm budget={usage.budget} onSaved={() => void read()} />
        </>
      )}
    </section>
  )
}

function Row({ run }: { run: RunUsage }) {
  return (
    <li class="usage__row">
      <span>{kinds[run.kind] ?? run.kind}</span>
      <time dateTime={run.at} title={exactly(run.at)}>
        {ago(run.at, now.value)}
      </time>
      <span class="numbers">
        {integer(run.inputTokens + run.outputTokens)} tokens
        {run.cached > 0 && `, ${run.cached} from before`}
      </span>
      <span class="numbers">{costWords(run.cost)}</span>
    </li>
  )
}

const fields = [
  { key: 'runTokens', label: 'Most tokens a run' },
  { key: 'monthTokens', label: 'Most tokens a month' },
  { key: 'runDollars', label: 'Most dollars a run' },
  { key: 'monthDollars', label: 'Most dollars a month' },
] as const
type Key = (typeof fields)[number]['key']

function BudgetForm({ budget, onSaved }: { budget: Budget; onSaved: () => void }) {
  const { world, feedback } = usePanel()
  const [texts, setTexts] = useState(() => textsOf(budget))
  const [busy, setBusy] = useState(false)
  const read = Object.fromEntries(fields.map(({ key }) => [key, capOf(key, texts[key])])) as Record<
    Key,
    number | null | undefined
  >
  const wrong = fields.find(({ key }) => read[key] === undefined)
  const changed = fields.some(({ key }) => read[key] !== budget[key])
  const save = async () => {
    setBusy(true)
    const result = await world.usage.setBudget(read as Budget)
    setBusy(false)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    feedback.toast({ tone: 'calm', text: 'Caps kept' })
    onSaved()
  }
  return (
    <form
      class="budget"
      onSubmit={event => {
        event.preventDefault()
        if (!wrong && changed && !busy) void save()
      }}
    >
      <p class="settings__words">
        Before each call what it needs is held against these. An empty box: no cap. A run that reaches one
        stops, says so, and can be taken up again.
      </p>
      <div class="budget__fields">
        {fields.map(({ key, label }) => (
          <Field
            key={key}
            label={label}
            value={texts[key]}
            maxLength={12}
            error={read[key] === undefined ? 'A number above 0, or nothing.' : null}
            onText={text => setTexts({ ...texts, [key]: text })}
          />
        ))}
      </div>
      <Button small type="submit" busy={busy} held={Boolean(wrong) || !changed}>
        Keep these caps
      </Button>
    </form>
  )
}

const textsOf = (budget: Budget) =>
  Object.fromEntries(
    fields.map(({ key }) => [key, budget[key] === null ? '' : String(budget[key])]),
  ) as Record<Key, string>

/** undefined: not usable as a cap. */
function capOf(key: Key, text: string): number | null | undefined {
  const bare = text.replace(/[\s,'_$]/g, '')
  if (bare === '') return null
  const number = Number(bare)
  if (!Number.isFinite(number) || number <= 0) return undefined
  return key.endsWith('Tokens') && !Number.isInteger(number) ? undefined : number
}
