import type { Capabilities } from '../../../core/contract/server.ts'
import { useLate } from '../use-late.ts'
import { ago, exactly } from '../words/dates.ts'
import { now } from '../words/now.ts'
import type { Agreement, ReportKind, ReportsWorld } from './reports-world.ts'

/** What the extension may tell of itself, to whom, and what it told last; nothing where the server passes none on. */
export function ReportsPart({ capabilities }: { capabilities: Capabilities }) {
  const reports = useLate('reports')
  const { accountId, reports: hosts } = capabilities
  if (!reports || !hosts || (!hosts.errors && !hosts.use)) return null
  return (
    <section class="settings__part" aria-label="Reports">
      <h3 class="settings__title">Reports</h3>
      <p class="settings__words">
        Both are off until you turn them on, and hold for this server alone. Your server passes them on.
        Turned off, what waits is thrown away.
      </p>
      {hosts.errors && (
        <Choice kind="errors" to={{ host: hosts.errors, accountId }} reports={reports}>
          The kind of error, which lines of Ownwords’ own code it came through, how often, and the version.
          Not its message, and nothing of your pages, projects, addresses or words.
        </Choice>
      )}
      {hosts.use && (
        <Choice kind="use" to={{ host: hosts.use, accountId }} reports={reports}>
          That you made a project, clipped (and which reader read it), built a brief, found claims, took an
          angle, outline or hook, drafted or exported a script; from how many sources, and how long it took.
          No titles, texts or addresses; you are a code that only this server can make.
        </Choice>
      )}
      <Sent reports={reports} />
    </section>
  )
}

const named: Record<ReportKind, { tell: string; was: string }> = {
  errors: { tell: 'Tell errors to', was: 'Errors' },
  use: { tell: 'Tell use, by kind and number, to', was: 'Use' },
}

interface ChoiceProps {
  kind: ReportKind
  to: Agreement
  reports: ReportsWorld
  /** What is sent, and what is not. */
  children: string | string[]
}

function Choice({ kind, to, reports, children }: ChoiceProps) {
  const agreed = reports.agreed.value[kind]
  const says = `reports-${kind}`
  return (
    <>
      <label class="settings__choice">
        <input
          type="checkbox"
          checked={agreed?.host === to.host && agreed.accountId === to.accountId}
          aria-describedby={says}
          onChange={event =>
            void (event.currentTarget.checked ? reports.agree(kind, to) : reports.withdraw(kind))
          }
        />
        <span class="reports__to">
          {named[kind].tell} <b>{to.host}</b>
        </span>
      </label>
      <p id={says} class="settings__words">
        {children}
      </p>
    </>
  )
}

function Sent({ reports }: { reports: ReportsWorld }) {
  const sent = reports.sent.value
  const kinds = (['errors', 'use'] as const).filter(kind => sent[kind] !== null)
  if (kinds.length === 0) return <p class="settings__words">Nothing has been sent yet.</p>
  return (
    <details class="more">
      <summary>What was sent last</summary>
      {kinds.map(kind => {
        const { at, host, body } = sent[kind]!
        const when = new Date(at).toISOString()
        return (
          <div key={kind} class="reports__sent">
            <p class="settings__words">
              {named[kind].was}, to {host}, <time title={exactly(when)}>{ago(when, now.value)}</time>
            </p>
            <pre class="reports__body">{JSON.stringify(body, null, 2)}</pre>
          </div>
        )
      })}
    </details>
  )
}
