import { useMemo, useState } from 'preact/hooks'
import type { Findings } from '../../../core/contract/findings.ts'
import { OpenQuestions } from '../brief/open-questions.tsx'
import { CopyChecked } from '../check/copy-checked.tsx'
import { usePanel } from '../panel-context.ts'
import { Chip } from '../ui/chip.tsx'
import { type Tab, Tabs } from '../ui/tabs.tsx'
import { ago, exactly } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { count, integer } from '../words/numbers.ts'
import { type AskedTier, TierAsked } from './ask-tier.ts'
import { ClaimsPart } from './claims-part.tsx'
import { findingsMarkdown } from './findings-markdown.ts'
import { findingsMethod } from './findings-words.ts'
import { GapPart } from './gap-part.tsx'
import { TierDialog } from './tier-dialog.tsx'

type Part = 'claims' | 'videos' | 'open'

/** What was found, with who found it: the claims, the videos side by side, and what nobody answers. */
export function FindingsView({ findings }: { findings: Findings }) {
  const { projects } = usePanel().world.work.value
  const [part, setPart] = useState<Part>('claims')
  const [asked, setAsked] = useState<AskedTier | null>(null)
  const { claims, gapMap, questions, sources, notes } = findings
  const title = projects.find(project => project.id === findings.projectId)?.title ?? 'Research'
  const asking = useMemo(() => {
    const domains = new Map(sources.map(({ id, domain }) => [id, domain]))
    return { domainOf: (id: string) => domains.get(id) ?? null, ask: setAsked }
  }, [sources])
  const parts: Tab<Part>[] = [
    { tab: 'claims', name: 'Claims', note: integer(claims.length) },
    { tab: 'videos', name: 'Gap map', note: gapMap ? integer(gapMap.points.length) : '' },
    { tab: 'open', name: 'Unanswered', note: integer(questions.length) },
  ]
  return (
    <TierAsked.Provider value={asking}>
      <article class="findings" aria-label="Findings">
        <header class="brief__head">
          <div class="brief__about">
            <p class="brief__method">
              {findings.rough && (
                <>
                  <Chip shape="open">rough</Chip>{' '}
                </>
              )}
              {findingsMethod(findings)}
            </p>
            <p class="brief__made">
              {count(sources.length, 'source')} ·{' '}
              <time dateTime={findings.createdAt} title={exactly(findings.createdAt)}>
                {ago(findings.createdAt, now.value)}
              </time>
            </p>
          </div>
          {claims.length + questions.length > 0 && (
            <CopyChecked of={sources} text={changed => findingsMarkdown(findings, title, changed)} />
          )}
        </header>
        {notes.length > 0 && (
          <ul class="findings__notes">
            {notes.map(note => (
              <li key={note} dir="auto">
                {note}
              </li>
            ))}
          </ul>
        )}
        <div class="findings__tabs">
          <Tabs of="findings" label="What was found" tabs={parts} chosen={part} onChosen={setPart} />
        </div>
        <div
          id={`findings-${part}`}
          role="tabpanel"
          aria-labelledby={`findings-tab-${part}`}
          class="findings__part"
        >
          {part === 'claims' && <ClaimsPart claims={claims} />}
          {part === 'videos' && <GapPart map={gapMap} />}
          {part === 'open' && <Unanswered questions={questions} />}
        </div>
      </article>
      {asked && <TierDialog asked={asked} onClosed={() => setAsked(null)} />}
    </TierAsked.Provider>
  )
}

function Unanswered({ questions }: { questions: Findings['questions'] }) {
  if (questions.length === 0)
    return (
      <p class="findings__none">
        No open question showed in your sources. They show where a source says that something is not known, or
        raises what it does not answer.
      </p>
    )
  return (
    <>
      <p class="findings__lead">
        Your sources raise these and leave them open. Answer one, and your video has what theirs have not.
      </p>
      <OpenQuestions all={questions} />
    </>
  )
}
