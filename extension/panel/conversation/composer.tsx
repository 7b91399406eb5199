import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { WorkStage } from '../../../core/contract/conversation.ts'
import { isOver } from '../../../core/contract/run-state.ts'
import { usePanel } from '../panel-context.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { later } from '../ui/later.tsx'
import { count } from '../words/numbers.ts'
import { useMayWrite } from '../writing.tsx'
import { Dictate, joined } from './dictate.tsx'
import { EstimateLine } from './estimate-line.tsx'

const Talk = later(() => import('./talk.tsx').then(part => part.Talk))

/** Docked under every stage: the conversation, and where the project may be changed the box to ask in. */
export function Composer({ stage }: { stage: WorkStage }) {
  return useMayWrite() ? <Asking stage={stage} /> : <ToRead stage={stage} />
}

/** What was asked and answered, and noted; nothing where nothing was. */
function ToRead({ stage }: { stage: WorkStage }) {
  const { world } = usePanel()
  const dock = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const { turns, notes } = world.talk.conversation.value
  const { projectId } = world.work.value
  useEffect(() => setOpen(false), [projectId])
  if (turns.length + notes.length === 0) return null
  const nothing = () => {}
  return (
    <section class="talk-dock" aria-label="Conversation">
      {open && (
        <Talk
          stage={stage}
          onAsk={nothing}
          onEdit={nothing}
          onClose={() => {
            setOpen(false)
            dock.current?.querySelector('button')?.focus()
          }}
        />
      )}
      <div ref={dock} class="composer">
        <Button small tone="quiet" aria-expanded={open ? 'true' : 'false'} onClick={() => setOpen(!open)}>
          {open ? 'Hide the conversation' : `Show the conversation: ${count(turns.length, 'question')}`}
        </Button>
      </div>
    </section>
  )
}

/** What is written here is asked of the project's sources, and nothing else. */
function Asking({ stage }: { stage: WorkStage }) {
  const { world, feedback } = usePanel()
  const box = useRef<HTMLTextAreaElement>(null)
  const [open, setOpen] = useState(false)
  const [sending, setSending] = useState(false)
  const { turns } = world.talk.conversation.value
  const { projectId } = world.work.value
  const text = world.talk.draft.value
  const going = turns.find(turn => !isOver(turn.state))
  useEffect(() => setOpen(false), [projectId])
  // As high as its words, up to a third of the panel: the rest scrolls.
  useLayoutEffect(() => {
    const field = box.current
    if (!field) return
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight + 2}px`
  }, [text])

  const send = async (words: string) => {
    if (words.trim() === '' || sending || going) return
    setSending(true)
    setOpen(true)
    const asked = await world.talk.ask(words, stage)
    setSending(false)
    if (!asked.ok) feedback.toast({ tone: 'bad', text: asked.error.message })
    box.current?.focus()
  }
  const write = (words: string) => world.talk.write(words)
  return (
    <section class="talk-dock" aria-label="Conversation">
      {open && (
        <Talk
          stage={stage}
          onAsk={words => void send(words)}
          onEdit={words => {
            write(words)
            box.current?.focus()
          }}
          onClose={() => {
            setOpen(false)
            box.current?.focus()
          }}
        />
      )}
      <form
        class="composer"
        onSubmit={event => {
          event.preventDefault()
          void send(text)
        }}
      >
        <div class="composer__line">
          <textarea
            ref={box}
            class="composer__text"
            rows={1}
            maxLength={4_000}
            dir="auto"
            value={text}
            placeholder="Ask your sources…"
            aria-label="Ask your sources"
            onInput={event => write(event.currentTarget.value)}
            onKeyDown={event => {
              if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
                event.preventDefault()
                void send(text)
              }
              if (event.key === 'Escape' && open) setOpen(false)
            }}
          />
          <Dictate label="Speak your question" onWords={words => write(joined(text, words))} />
          {going ? (
            <Button
              small
              icon="stop"
              onClick={async () => {
                const stopped = await world.talk.stop(going.id)
                if (!stopped.ok) feedback.toast({ tone: 'bad', text: stopped.error.message })
              }}
            >
              Stop
            </Button>
          ) : (
            <Button
              small
              type="submit"
              tone={text.trim() ? 'primary' : 'plain'}
              busy={sending}
              held={!text.trim()}
            >
              Ask
            </Button>
          )}
          {turns.length > 0 && (
            <IconButton
              icon="chevron"
              label={
                open ? 'Hide the conversation' : `Show the conversation: ${count(turns.length, 'question')}`
              }
              aria-expanded={open ? 'true' : 'false'}
              onClick={() => setOpen(!open)}
            />
          )}
        </div>
        {/* Not bound to the focus: a line that comes and goes with a press moves what is pressed. */}
        {(text !== '' || open) && <EstimateLine text={text} />}
      </form>
    </section>
  )
}
