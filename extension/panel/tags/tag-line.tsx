import { useState } from 'preact/hooks'
import type { Source } from '../../../core/contract/source.ts'
import { usePanel } from '../panel-context.ts'
import { later } from '../ui/later.tsx'
import { Writing } from '../writing.tsx'
import { Tags } from './tags.tsx'

const TagDialog = later(() => import('./tag-dialog.tsx').then(part => part.TagDialog))

/** The creator's own words on a source, to be read and changed. */
export function TagLine({ source }: { source: Pick<Source, 'id' | 'projectId' | 'title' | 'tags'> }) {
  const { world } = usePanel()
  const [editing, setEditing] = useState(false)
  // What shows was opened before its tags were changed, and may be of another project.
  const [saved, setSaved] = useState(source.tags)
  const { tags } = world.work.value.sources.find(each => each.id === source.id) ?? { tags: saved }
  return (
    <>
      <div class="tags">
        {tags.length > 0 && <Tags tags={tags} />}
        <Writing>
          <button type="button" class="word-button" onClick={() => setEditing(true)}>
            {tags.length > 0 ? 'Change tags' : 'Add tags'}
          </button>
        </Writing>
      </div>
      {editing && (
        <TagDialog source={{ ...source, tags }} onSaved={setSaved} onClosed={() => setEditing(false)} />
      )}
    </>
  )
}
