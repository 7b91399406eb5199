import { useEffect, useId, useState } from 'preact/hooks'
import type { InterviewQuestion } from '../../../core/contract/conversation.ts'
import { limits } from '../../../core/contract/limits.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Dictate, joined } from './dictate.tsx'

const about: Record<InterviewQuestion['about'], string> = {
  story: 'A story',
  opinion: 'Your opinion',
  mistake: 'A mistake',
  experience: 'What you have seen',
  audience: 'Your viewers',
}

/** One question, and the box for what the creator says to it. An answer can be given anew. */
export function InterviewQuestionCard({
  question,
  answered,
}: {
  question: InterviewQuestion
  answered: boolean
}) {
  const { world, feedback } = usePanel()
  const id = useId()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(!answered)
  const [spoken, setSpoken] = useState(false)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    if (!open || !answered || !question.sourceId) return
    let wanted = true
    void world.openSource(question.sourceId).then(opened => {
      if (wanted && opened.ok) setText(before => before || opened.value.text)
    })
    return () => {
      wanted = false
    }
  }, [open])
  const keep = async () => {
    setBusy(true)
    const result = await world.talk.answer(question.id, question.question, { text, spoken })
    setBusy(false)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    setOpen(false)
    feedback.say('Answer kept')
  }
  return (
    <li class="interview-question">
      <p class="interview-question__about">
        {about[question.about]} {answered && <Chip shape="good">answered</Chip>}
      </p>
      <p id={`${id}-question`} class="interview-question__words" dir="auto">
        {question.question}
      </p>
      <p class="interview-question__why" dir="auto">
        {question.why}
      </p>
      {open ? (
        <form
          class="interview-question__form"
          onSubmit={event => {
            event.preventDefault()
            if (text.trim() && !busy) void keep()
          }}
        >
          <textarea
            class="field__input"
            rows={4}
            maxLength={limits.noteChars * 4}
            dir="auto"
            value={text}
            aria-labelledby={`${id}-question`}
            onInput={event => setText(event.currentTarget.value)}
          />
          <div class="notes__acts">
            <Dictate
              label="Speak your answer"
              onWords={words => {
                setSpoken(true)
                setText(before => joined(before, words))
              }}
            />
            <Button small type="submit" tone="primary" busy={busy} held={!text.trim()}>
              Keep my answer
            </Button>
            {answered && (
              <Button small tone="quiet" onClick={() => setOpen(false)}>
                Leave it
              </Button>
            )}
          </div>
        </form>
      ) : (
        <Button small tone="quiet" icon="pen" onClick={() => setOpen(true)}>
          Change my answer
        </Button>
      )}
    </li>
  )
}
