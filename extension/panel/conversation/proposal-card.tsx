import { useId, useState } from 'preact/hooks'
import type { Proposal, ProposalDecision } from '../../../core/contract/conversation.ts'
import { Cited } from '../brief/statement.tsx'
import { usePanel } from '../panel-context.ts'
import { OwnMentionLine } from '../research/own-mention.tsx'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Field } from '../ui/field.tsx'
import { Writing } from '../writing.tsx'

const kinds: Record<Proposal['kind'], string> = { angle: 'Angle', beat: 'Beat', rewrite: 'Rewrite' }

/** Something that the agent would do: nothing happens before the creator takes it, in these words or their own. */
export function ProposalCard({ proposal }: { proposal: Proposal }) {
  const { world, feedback } = usePanel()
  const [editing, setEditing] = useState(false)
  const [busy, setBusy] = useState(false)
  const decide = async (decision: ProposalDecision) => {
    setBusy(true)
    const result = await world.talk.decide(proposal, decision)
    setBusy(false)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    setEditing(false)
  }
  const { title, text } = proposal.edited ?? proposal
  return (
    <article class={`proposal proposal--${proposal.state}`} aria-label={`Proposed ${kinds[proposal.kind]}`}>
      <p class="proposal__kind">
        {kinds[proposal.kind]}{' '}
        {proposal.state === 'accepted' && (
          <Chip shape="good">{proposal.edited ? 'taken, in your words' : 'taken'}</Chip>
        )}
        {proposal.state === 'refused' && <Chip shape="calm">refused</Chip>}
        {proposal.state === 'offered' && <Chip shape="open">proposed</Chip>}
      </p>
      {editing ? (
        <Edit
          title={title}
          text={text}
          busy={busy}
          onDone={edited => void decide({ state: 'accepted', edited })}
          onLeave={() => setEditing(false)}
        />
      ) : (
        <>
          <h3 class="proposal__title" dir="auto">
            {title}
          </h3>
          {text && (
            <p class="proposal__text" dir="auto">
              {text}
            </p>
          )}
          {proposal.why && (
            <p class="proposal__why" dir="auto">
              {proposal.why}
            </p>
          )}
          {proposal.citations.length > 0 && (
            <details class="more">
              <summary>What speaks for it</summary>
              {proposal.citations.map(citation => (
                <Cited key={`${citation.sourceId} ${citation.start}`} citations={[citation]} />
              ))}
            </details>
          )}
          {proposal.own.map(mention => (
            <OwnMentionLine key={`${mention.videoId} ${mention.startMs} ${mention.how}`} mention={mention} />
          ))}
          <Writing>
            <div class="proposal__acts">
              {proposal.state === 'offered' ? (
                <>
                  <Button
                    small
                    tone="primary"
                    icon="check"
                    busy={busy}
                    onClick={() => void decide({ state: 'accepted', edited: null })}
                  >
                    Take it
                  </Button>
                  <Button small icon="pen" held={busy} onClick={() => setEditing(true)}>
                    Change it
                  </Button>
                  <Button small tone="quiet" held={busy} onClick={() => void decide({ state: 'refused' })}>
                    No
                  </Button>
                </>
              ) : (
                <Button
                  small
                  tone="quiet"
                  icon="back"
                  busy={busy}
                  onClick={() => void decide({ state: 'offered' })}
                >
                  Decide again
                </Button>
              )}
            </div>
          </Writing>
        </>
      )}
    </article>
  )
}

interface EditProps {
  title: string
  text: string
  busy: boolean
  onDone: (edited: { title: string; text: string }) => void
  onLeave: () => void
}

function Edit({ title, text, busy, onDone, onLeave }: EditProps) {
  const id = useId()
  const [words, setWords] = useState({ title, text })
  const named = words.title.trim() !== ''
  return (
    <form
      class="proposal__edit"
      onSubmit={event => {
        event.preventDefault()
        if (named && !busy) onDone({ title: words.title.trim(), text: words.text })
      }}
    >
      <Field
        label="In short"
        value={words.title}
        maxLength={200}
        onText={next => setWords({ ...words, title: next })}
      />
      <label class="field__label" for={id}>
        In your words
      </label>
      <textarea
        id={id}
        class="field__input proposal__words"
        rows={5}
        maxLength={10_000}
        dir="auto"
        value={words.text}
        onInput={event => setWords({ ...words, text: event.currentTarget.value })}
      />
      <div class="proposal__acts">
        <Button small type="submit" tone="primary" busy={busy} held={!named}>
          Take it so
        </Button>
        <Button small tone="quiet" onClick={onLeave}>
          Leave it
        </Button>
      </div>
    </form>
  )
}
