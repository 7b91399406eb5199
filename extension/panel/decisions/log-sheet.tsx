import { useState } from 'preact/hooks'
import type { LogEntry } from '../../../core/contract/decision.ts'
import { logMarkdown } from '../../../core/decisions/log-markdown.ts'
import { copied } from '../copied.ts'
import { usePanel } from '../panel-context.ts'
import { saveFile } from '../save-file.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { NotOpened } from '../ui/not-opened.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useAnswer } from '../use-answer.ts'
import { count } from '../words/numbers.ts'
import type { DecisionsWorld } from './decisions-world.ts'
import { LogEntryView } from './log-entry.tsx'

/** Entries that are drawn at once, and with each press on. */
const STEP = 40

/** All that was offered and decided, and where the ways parted: the hand of the creator in the work. */
export function LogSheet({ acts, onClosed }: { acts: DecisionsWorld; onClosed: () => void }) {
  const [read, again] = useAnswer(() => acts.log(), [acts])
  return (
    <Dialog title="All decisions" shape="sheet" onClosed={onClosed}>
      {() => (
        <div class="log">
          {read.state === 'loading' && (
            <>
              <p class="unseen" role="status">
                Reading the log
              </p>
              <Skeleton rows={3} />
            </>
          )}
          {read.state === 'failed' && (
            <NotOpened title="The log could not be read" failure={read.failure} again={again} />
          )}
          {read.state === 'there' && <Entries entries={read.value} />}
        </div>
      )}
    </Dialog>
  )
}

function Entries({ entries }: { entries: LogEntry[] }) {
  const { world, feedback } = usePanel()
  const [shown, setShown] = useState(STEP)
  const { projects, projectId } = world.work.value
  const title = projects.find(project => project.id === projectId)?.title ?? 'Decisions'
  const decided = entries.filter(entry => entry.kind === 'decided').length
  const chosen = new Set(entries.flatMap(entry => (entry.kind === 'decided' ? entry.decision.optionIds : [])))
  const options = new Map(
    entries.flatMap(entry =>
      entry.kind === 'offered' ? entry.offer.options.map(each => [each.id, each] as const) : [],
    ),
  )
  const ways = new Map(
    entries.flatMap(entry =>
      entry.kind === 'branched' ? [[entry.branch.id, entry.branch.name] as const] : [],
    ),
  )
  if (entries.length === 0)
    return <p class="offer__none">Nothing was offered or decided yet. All that will be stands here.</p>
  return (
    <>
      <div class="log__head">
        <p class="log__sum">
          {count(decided, 'decision')} from {count(options.size, 'option')}
        </p>
        <div class="option__acts">
          <Button
            small
            icon="copy"
            onClick={() => void copied(feedback, logMarkdown(title, entries), 'Copied as Markdown')}
          >
            Copy
          </Button>
          <Button
            small
            icon="file"
            onClick={() => saveFile('decisions.md', 'text/markdown', logMarkdown(title, entries))}
          >
            Markdown
          </Button>
          <Button
            small
            icon="file"
            onClick={() => saveFile('decisions.json', 'application/json', JSON.stringify(entries, null, 1))}
          >
            JSON
          </Button>
        </div>
      </div>
      <ol class="log__entries">
        {entries
          .toReversed()
          .slice(0, shown)
          .map((entry, at) => (
            <LogEntryView
              key={`${entry.at} ${entries.length - at}`}
              entry={entry}
              chosen={chosen}
              optionOf={id => options.get(id) ?? null}
              wayOf={id => (ways.size > 1 ? (ways.get(id) ?? null) : null)}
            />
          ))}
      </ol>
      {entries.length > shown && (
        <Button onClick={() => setShown(shown + STEP)}>
          Show {count(entries.length - shown, 'older one')}
        </Button>
      )}
    </>
  )
}
