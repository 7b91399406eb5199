import type { Brief, Disagreement, Theme } from '../../../core/contract/brief.ts'
import { CopyChecked } from '../check/copy-checked.tsx'
import { usePanel } from '../panel-context.ts'
import { ago, exactly } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { count } from '../words/numbers.ts'
import { briefMarkdown } from './brief-markdown.ts'
import { methodWords } from './method.ts'
import { OpenQuestions } from './open-questions.tsx'
import { Cited, Statement } from './statement.tsx'

export function BriefView({ brief }: { brief: Brief }) {
  const { projects } = usePanel().world.work.value
  const title = projects.find(project => project.id === brief.projectId)?.title ?? 'Brief'
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
        {!empty && <CopyChecked of={brief.sources} text={changed => briefMarkdown(brief, title, changed)} />}
      </header>
      {empty && (
        <p class="brief__none">
          Your sources have too little in common to say anything from them. Clip some more.
        </p>
      )}
      {brief.themes.map((theme, at) => (
        <ThemeView key={`${at} ${theme.title}`} theme={theme} />
      ))}
      {brief.disagreements.length > 0 && <Disagreements all={brief.disagreements} />}
      {brief.questions.length > 0 && (
        <section class="theme">
          <h3 class="theme__title">Nobody answers this</h3>
          <OpenQuestions all={brief.questions} />
        </section>
      )}
    </article>
  )
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
