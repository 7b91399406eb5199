import { useState } from 'preact/hooks'
import type { Decision, LogEntry, Option } from '../../../core/contract/decision.ts'
import { ok } from '../../../core/contract/result.ts'
import { Chip } from '../ui/chip.tsx'
import { useAnswer } from '../use-answer.ts'
import { compare } from '../versions/compare.ts'
import { Difference } from '../versions/difference.tsx'
import { exactly } from '../words/dates.ts'
import { count } from '../words/numbers.ts'
import { linesOf, titleOf } from './content-text.ts'
import { gateWords, howWords, offerMethod } from './gate-words.ts'

interface LogEntryProps {
  entry: LogEntry
  /** Options that something was ever made of. */
  chosen: ReadonlySet<string>
  optionOf: (id: string) => Option | null
  /** The name of a way; null where there is one only. */
  wayOf: (branchId: string) => string | null
}

/** What happened, on which way, and when. */
export function LogEntryView({ entry, chosen, optionOf, wayOf }: LogEntryProps) {
  const way = wayOf(
    entry.kind === 'branched'
      ? entry.branch.id
      : entry.kind === 'offered'
        ? entry.offer.branchId
        : entry.decision.branchId,
  )
  return (
    <li class={`log-entry log-entry--${entry.kind}`}>
      <p class="log-entry__when">
        <time dateTime={entry.at}>{exactly(entry.at)}</time>
        {way && entry.kind !== 'branched' && (
          <>
            {' '}
            · <bdi>{way}</bdi>
          </>
        )}
      </p>
      {entry.kind === 'branched' && <Branched entry={entry} wayOf={wayOf} />}
      {entry.kind === 'offered' && <Offered entry={entry} chosen={chosen} />}
      {entry.kind === 'decided' && <Decided decision={entry.decision} optionOf={optionOf} />}
    </li>
  )
}

function Branched({
  entry,
  wayOf,
}: {
  entry: Extract<LogEntry, { kind: 'branched' }>
  wayOf: LogEntryProps['wayOf']
}) {
  const { branch, before } = entry
  const from = branch.fromId ? wayOf(branch.fromId) : null
  return (
    <p class="log-entry__what">
      {from === null ? (
        <>The work began</>
      ) : (
        <>
          “<bdi>{branch.name}</bdi>” parted from “<bdi>{from}</bdi>”
          {before ? ` before the ${gateWords[before].name}` : ', a copy of it all'}
        </>
      )}
    </p>
  )
}

function Offered({
  entry,
  chosen,
}: {
  entry: Extract<LogEntry, { kind: 'offered' }>
  chosen: ReadonlySet<string>
}) {
  const { offer } = entry
  const { name } = gateWords[offer.gate]
  return (
    <>
      <p class="log-entry__what">{count(offer.options.length, name)} offered</p>
      {offer.wish && (
        <p class="log-entry__aside" dir="auto">
          You wished: {offer.wish}
        </p>
      )}
      <p class="log-entry__aside">{offerMethod(offer)}</p>
      <ul class="log-entry__options">
        {offer.options.map(option => (
          <li key={option.id}>
            <bdi>{titleOf(option.content)}</bdi> {chosen.has(option.id) && <Chip shape="good">chosen</Chip>}
          </li>
        ))}
      </ul>
      {offer.options.length > 0 && (
        <details class="more">
          <summary>In full</summary>
          {offer.options.map(option => (
            <div key={option.id} class="log-entry__full">
              {linesOf(option.content).map((line, at) => (
                <p key={`${at} ${line}`} dir="auto">
                  {line}
                </p>
              ))}
              {option.why && <p class="log-entry__aside">Why: {option.why}</p>}
              {option.leavesOut && <p class="log-entry__aside">Leaves out: {option.leavesOut}</p>}
            </div>
          ))}
        </details>
      )}
    </>
  )
}

function Decided({ decision, optionOf }: { decision: Decision; optionOf: LogEntryProps['optionOf'] }) {
  const [open, setOpen] = useState(false)
  const { Name } = gateWords[decision.content.gate]
  const made = decision.optionIds.flatMap(id => optionOf(id) ?? [])
  const lines = linesOf(decision.content)
  return (
    <>
      <p class="log-entry__what">
        <b>{Name} decided:</b> <bdi>{titleOf(decision.content)}</bdi>
      </p>
      <p class="log-entry__aside">
        <Chip shape="calm">{howWords[decision.how]}</Chip>
      </p>
      <details class="more" onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>{made.length > 0 && decision.how !== 'taken' ? 'What was changed' : 'In full'}</summary>
        {open && made.length > 0 && decision.how !== 'taken' ? (
          <Changed from={made.flatMap(option => linesOf(option.content))} to={lines} />
        ) : (
          <div class="log-entry__full">
            {lines.map((line, at) => (
              <p key={`${at} ${line}`} dir="auto">
                {line}
              </p>
            ))}
          </div>
        )}
      </details>
    </>
  )
}

function Changed({ from, to }: { from: string[]; to: string[] }) {
  const [older, newer] = [from.join('\n'), to.join('\n')]
  const pause = () => new Promise<void>(resolve => setTimeout(resolve))
  const [compared] = useAnswer(async () => ok(await compare(older, newer, pause)), [older, newer])
  return compared.state === 'there' ? (
    <Difference comparison={compared.value} />
  ) : (
    <p role="status">Comparing…</p>
  )
}
