import { useState } from 'preact/hooks'
import type { Angle } from '../../../core/contract/decision.ts'
import type { FormProps } from '../decisions/gate-setup.ts'
import { WordsField } from '../decisions/words-field.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'

/** As many titles as are kept, each as long as it may be. */
const titlesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim().slice(0, 200))
    .filter((line, at, all) => line !== '' && all.indexOf(line) === at)
    .slice(0, 8)

/** An angle in the creator's own words: only what it is in short has to be said. */
export function AngleForm({ value, busy, onDone, onLeave }: FormProps<Angle>) {
  const [words, setWords] = useState({
    title: value?.title ?? '',
    promise: value?.promise ?? '',
    audience: value?.audience ?? '',
    fresh: value?.fresh ?? '',
    titles: value?.titles.join('\n') ?? '',
  })
  const say = (change: Partial<typeof words>) => setWords({ ...words, ...change })
  const named = words.title.trim() !== ''
  return (
    <form
      class="gate-form"
      onSubmit={event => {
        event.preventDefault()
        if (!named || busy) return
        onDone({
          title: words.title.trim(),
          promise: words.promise.trim(),
          audience: words.audience.trim(),
          fresh: words.fresh.trim(),
          titles: titlesOf(words.titles),
          own: value?.own ?? [],
        })
      }}
    >
      <Field
        label="The angle in short"
        value={words.title}
        maxLength={200}
        onText={title => say({ title })}
      />
      <WordsField label="What the viewer gets" value={words.promise} onText={promise => say({ promise })} />
      <WordsField label="For whom" rows={2} value={words.audience} onText={audience => say({ audience })} />
      <WordsField label="What is new in it" value={words.fresh} onText={fresh => say({ fresh })} />
      <WordsField
        label="Titles"
        hint="One a line, the likeliest first; eight at most."
        value={words.titles}
        onText={titles => say({ titles })}
      />
      <div class="dialog__acts">
        <Button tone="quiet" onClick={onLeave}>
          Leave it
        </Button>
        <Button type="submit" tone="primary" busy={busy} held={!named}>
          Take it so
        </Button>
      </div>
    </form>
  )
}
