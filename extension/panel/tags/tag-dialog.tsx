import './tag-dialog.css'
import { useRef, useState } from 'preact/hooks'
import type { Source } from '../../../core/contract/source.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { suggestedTags, tagsProblem, withTyped } from './tag-words.ts'

interface TagDialogProps {
  source: Pick<Source, 'id' | 'projectId' | 'title' | 'tags'>
  onSaved?: (tags: string[]) => void
  onClosed: () => void
}

/** Gives a source the creator's own words, by which it can be found again. */
export function TagDialog({ source, onSaved, onClosed }: TagDialogProps) {
  const { world, feedback } = usePanel()
  const [tags, setTags] = useState<readonly string[]>(source.tags)
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const field = () => form.current?.querySelector('input')
  const suggested = suggestedTags(world.work.value.sources, tags)

  const become = (next: readonly string[], said: string) => {
    setTags(next)
    setError(null)
    feedback.say(said)
    // What was pressed goes: the focus goes where the next one is typed.
    field()?.focus()
  }
  const save = async (close: () => void) => {
    const all = withTyped(tags, typed)
    const problem = tagsProblem(all)
    if (problem) return setError(problem)
    setBusy(true)
    const result = await world.tagSource(source, all)
    setBusy(false)
    if (!result.ok) return setError(result.error.message)
    onSaved?.(all)
    feedback.say('Tags saved')
    close()
  }

  return (
    <Dialog title="Tags" onClosed={onClosed}>
      {close => (
        <form
          ref={form}
          class="tag-form"
          onSubmit={event => {
            event.preventDefault()
            if (!busy) void save(close)
          }}
        >
          <p class="tag-form__title" dir="auto">
            {source.title}
          </p>
          {tags.length > 0 && (
            <ul class="tags" aria-label="Tags of this source">
              {tags.map(tag => (
                <li key={tag}>
                  <button
                    type="button"
                    class="tag tag--pressed"
                    onClick={() =>
                      become(
                        tags.filter(each => each !== tag),
                        `${tag} taken away`,
                      )
                    }
                  >
                    <span class="unseen">Take away </span>
                    <bdi>{tag}</bdi>
                    <Icon name="close" />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <Field
            label="Add tags"
            value={typed}
            error={error}
            hint="Several at once with commas between them. Search can keep to a tag."
            onText={text => {
              setError(null)
              if (!text.includes(',')) return setTyped(text)
              const all = withTyped(tags, text)
              const problem = tagsProblem(all)
              if (problem) return setError(problem)
              setTags(all)
              setTyped('')
            }}
          />
          {suggested.length > 0 && (
            <div class="tag-form__more">
              <p class="tag-form__lead">Used in this project</p>
              <ul class="tags">
                {suggested.map(tag => (
                  <li key={tag}>
                    <button
                      type="button"
                      class="tag tag--offered"
                      onClick={() => become(withTyped(tags, tag), `${tag} added`)}
                    >
                      <Icon name="plus" />
                      <span class="unseen">Add </span>
                      <bdi>{tag}</bdi>
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          )}
          <div class="dialog__acts">
            <Button tone="primary" type="submit" busy={busy}>
              Save
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
