import './talk.css'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { WorkStage } from '../../../core/contract/conversation.ts'
import { isOver } from '../../../core/contract/run-state.ts'
import { usePanel } from '../panel-context.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { count } from '../words/numbers.ts'
import { Writing } from '../writing.tsx'
import { InterviewPlace } from './interview-place.tsx'
import { NotesSheet } from './notes-sheet.tsx'
import { TurnView } from './turn-view.tsx'

interface TalkProps {
  stage: WorkStage
  onAsk: (text: string) => void
  /** Puts words into the composer, to be changed before they are asked. */
  onEdit: (text: string) => void
  onClose: () => void
}

/** The conversation so far, above the composer. The stage stays in sight over it. */
export function Talk({ onAsk, onEdit, onClose }: TalkProps) {
  const { world } = usePanel()
  const { state, turns, more, going, notes, failure } = world.talk.conversation.value
  const [place, setPlace] = useState<'notes' | 'interview' | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const last = turns.at(-1)
  const grown = last ? (going[last.id]?.said.length ?? 0) : 0
  // Follows the answer as it grows, unless the creator scrolled up to read.
  useLayoutEffect(() => {
    if (atEnd.current && list.current) list.current.scrollTop = list.current.scrollHeight
  }, [turns.length, grown, last?.state])
  useEffect(() => {
    list.current?.scrollTo(0, list.current.scrollHeight)
  }, [])
  return (
    <div class="talk">
      <header class="talk__head">
        <h2 class="talk__title">Conversation</h2>
        <Button small tone="quiet" onClick={() => setPlace('notes')}>
          Notes{notes.length > 0 && <span class="numbers"> {notes.length}</span>}
        </Button>
        <Writing>
          <Button small tone="quiet" onClick={() => setPlace('interview')}>
            Interview me
          </Button>
        </Writing>
        <IconButton icon="close" label="Hide the conversation" onClick={onClose} />
      </header>
      <div
        ref={list}
        class="talk__turns"
        role="log"
        aria-label={`Conversation, ${count(turns.length, 'question')}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        tabIndex={0}
        onScroll={event => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget
          atEnd.current = scrollHeight - scrollTop - clientHeight < 40
        }}
      >
        {failure && (
          <Notice
            tone="open"
            title="The conversation could not be brought up to date"
            acts={
              <Button small icon="retry" onClick={() => void world.reconnect()}>
                Try again
              </Button>
            }
          >
            <p>{failure.message} What shows is what this computer kept.</p>
          </Notice>
        )}
        {state === 'loading' && turns.length === 0 && <Skeleton rows={2} />}
        <Writing>{state !== 'loading' && turns.length === 0 && <Teach onEdit={onEdit} />}</Writing>
        {more && <Earlier />}
        {turns.map(turn => (
          <TurnView
            key={turn.id}
            turn={turn}
            going={isOver(turn.state) ? null : (going[turn.id] ?? null)}
            newest={turn === last}
            onAsk={onAsk}
            onEdit={onEdit}
          />
        ))}
      </div>
      {place === 'notes' && <NotesSheet onClosed={() => setPlace(null)} />}
      {place === 'interview' && <InterviewPlace onClosed={() => setPlace(null)} />}
    </div>
  )
}

/** The way to what was asked before. */
function Earlier() {
  const { world, feedback } = usePanel()
  const [busy, setBusy] = useState(false)
  return (
    <Button
      small
      tone="quiet"
      busy={busy}
      onClick={async () => {
        setBusy(true)
        const result = await world.talk.earlier()
        setBusy(false)
        if (!result.ok) feedback.toast({ tone: 'bad', text: result.error.message })
      }}
    >
      Earlier questions
    </Button>
  )
}

const examples = [
  'What do my sources agree on?',
  'Where do they contradict each other?',
  'What have I already said about this?',
  'Propose an angle that none of the videos has.',
]

/** What can be asked, before anything was. */
function Teach({ onEdit }: { onEdit: (text: string) => void }) {
  return (
    <div class="teach">
      <p>
        Ask about what you clipped. Answers come from your sources alone: each fact with its literal quote,
        and what nobody backs is marked as such.
      </p>
      <ul class="talk__examples">
        {examples.map(example => (
          <li key={example}>
            <Button small onClick={() => onEdit(example)}>
              {example}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
