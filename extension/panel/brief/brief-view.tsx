import { useState } from 'preact/hooks'
import type { Brief, Disagreement, OpenQuestion, Theme } from '../../../core/contract/brief.ts'
import type { Source, SourceCheck } from '../../../core/contract/source.ts'
import { BeforeCopy } from '../check/before-copy.tsx'
import { foundOf } from '../check/check-words.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { ago, exactly } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { count } from '../words/numbers.ts'
import { briefMarkdown } from './brief-markdown.ts'
import { methodWords } from './method.ts'
import { Cited, Statement } from './statement.tsx'

export function BriefView({ brief }: { brief: Brief }) {
  const { world, feedback } = usePanel()
  const project = world.work.value.projects.find(project => project.id === brief.projectId)
  const [asking, setAsking] = useState(false)
  // Those of the brief that the project still has: what was removed since is nobody's to look at.
  const sources = world.work.value.sources.filter(source => brief.sources.some(each => each.id === source.id))
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(
        briefMarkdown(brief, project?.title ?? 'Brief', foundOf(sources, world.checks.of).other),
      )
      feedback.toast({ tone: 'calm', text: 'Copied as Markdown, with its links' })
    } catch {
      feedback.toast({
        tone: 'bad',
        text: 'The browser did not let it be copied. Click into the panel and try again.',
      })
    }
  }
  const empty = brief.themes.length + brief.disagreements.length + brief.questions.length === 0
  return (
    <article class="brief" aria-label="Brief">
      <header class="brief__head">
        <div class="brief__about">
          <p class="brief__method">{methodWords(brief)}</p>
          <p class="brief__made">
            {count(brief.sources.length, 'source')}, {count(brief.passages, 'passage')} read ·{' '}
            <time dateTime={brief.createdAt} title={exactly(brief.createdAt)}>
              {ago(brief.createdAt, now.value)}
            </time>
          </p>
        </div>
        {!empty && (
          <Button
            small
            icon="copy"
            onClick={() => {
              const { other, unchecked } = foundOf(sources, checkedLately(world.checks.of, now.value))
              if (other.length + unchecked.length > 0) setAsking(true)
              else void copy()
            }}
          >
            Copy
          </Button>
        )}
      </header>
      {asking && (
        <BeforeCopy sources={sources} onCopy={() => void copy()} onClosed={() => setAsking(false)} />
      )}
      {empty && (
        <p class="brief__none">
          Your sources have too little in common to say anything from them. Clip some more.
        </p>
      )}
      {brief.themes.map((theme, at) => (
        <ThemeView key={`${at} ${theme.title}`} theme={theme} />
      ))}
      {brief.disagreements.length > 0 && <Disagreements all={brief.disagreements} />}
      {brief.questions.length > 0 && <Questions all={brief.questions} />}
    </article>
  )
}

/** A check holds for a day; after that somebody has to look again. */
const checkedLately = (of: (source: Source) => SourceCheck | null, at: number) => (source: Source) => {
  const check = of(source)
  return check && at - Date.parse(check.at) < 86_400_000 ? check : null
}

function ThemeView({ theme }: { theme: Theme }) {
  return (
    <section class="theme">
      <h3 class="theme__title" dir="auto">
        {theme.title}
      </h3>
      <ul class="statements">
        {theme.statements.map((statement, at) => (
          <Statement key={`${at} ${statement.text}`} statement={statement} />
        ))}
      </ul>
    </section>
  )
}

function Disagreements({ all }: { all: Disagreement[] }) {
  return (
    <section class="theme">
      <h3 class="theme__title">Where your sources disagree</h3>
      <ul class="statements">
        {all.map((disagreement, at) => (
          <li key={`${at} ${disagreement.about}`} class="disagreement">
            <p class="statement__text" dir="auto">
              {disagreement.about}
            </p>
            <p class="statement__why" dir="auto">
              {disagreement.why}
            </p>
            <div class="disagreement__sides">
              {disagreement.sides.map(side => (
                <Cited key={`${side.sourceId} ${side.start}`} citations={[side]} />
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Questions({ all }: { all: OpenQuestion[] }) {
  return (
    <section class="theme">
      <h3 class="theme__title">Nobody answers this</h3>
      <ul class="statements">
        {all.map(({ question, why, citations }, at) => (
          <li key={`${at} ${question}`} class="statement">
            <p class="statement__text statement__text--asked" dir="auto">
              {question}
            </p>
            <p class="statement__why" dir="auto">
              {why}
            </p>
            {citations.map(citation => (
              <Cited key={`${citation.sourceId} ${citation.start}`} citations={[citation]} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
