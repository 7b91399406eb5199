import { useState } from 'preact/hooks'
import { isOver } from '../../../core/contract/run-state.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'
import { WhatLeaves } from '../usage/what-leaves.tsx'
import { count } from '../words/numbers.ts'
import { InterviewQuestionCard } from './interview-question.tsx'

/** Questions that only the creator can answer. What they say becomes a source of their own knowledge. */
export function InterviewPlace({ onClosed }: { onClosed: () => void }) {
  const { world, feedback } = usePanel()
  const { interview } = world.talk.conversation.value
  const { runs, sources, projectId } = world.work.value
  const [starting, setStarting] = useState(false)
  const run = runs.find(each => each.kind === 'interview' && each.projectId === projectId)
  const going = run !== undefined && !isOver(run.state)
  const online = world.connection.value.state === 'online'
  const begin = async () => {
    setStarting(true)
    const result = await world.talk.beginInterview()
    setStarting(false)
    if (!result.ok) feedback.toast({ tone: 'bad', text: result.error.message })
  }
  // An answer that was removed since is an open question again.
  const answered = interview?.questions.filter(each => isAnswered(each.sourceId)).length ?? 0
  function isAnswered(sourceId: string | null): boolean {
    return sourceId !== null && sources.some(source => source.id === sourceId)
  }
  const beginButton = (words: string) => (
    <Button
      tone={interview ? 'plain' : 'primary'}
      small={interview !== null}
      busy={starting || going}
      held={!online}
      onClick={() => void begin()}
    >
      {words}
    </Button>
  )
  return (
    <Dialog title="Interview me" shape="sheet" onClosed={onClosed}>
      {() => (
        <div class="interview">
          <p class="interview__about">
            Your sources do not know what you lived through. Three to five questions for you: type or speak,
            as long or short as you like. Answers are kept as your own knowledge, and quoted as yours.
          </p>
          {going && <Progress label={run.progress?.label ?? 'Thinking of questions'} known={run.progress} />}
          {run?.state === 'failed' && (
            <Notice tone="bad" title="There are no questions yet">
              <p>{run.error?.message}</p>
            </Notice>
          )}
          {interview && (
            <>
              <p class="interview__count" role="status">
                {answered} of {count(interview.questions.length, 'question')} answered
              </p>
              <ol class="interview__questions">
                {interview.questions.map(question => (
                  <InterviewQuestionCard
                    key={question.id}
                    question={question}
                    answered={isAnswered(question.sourceId)}
                  />
                ))}
              </ol>
            </>
          )}
          {!going && beginButton(interview ? 'Ask me other questions' : 'Ask me')}
          {!going && online && (
            <p class="interview__about">
              <WhatLeaves kind="interview" />.
            </p>
          )}
          {!online && (
            <p class="interview__about">
              {interview
                ? 'The server is away: what you answer is kept here and goes when it is back.'
                : 'The server is away: questions can be made when it is back.'}
            </p>
          )}
        </div>
      )}
    </Dialog>
  )
}
