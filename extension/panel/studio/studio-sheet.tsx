import './studio.css'
import { useEffect, useState } from 'preact/hooks'
import { ok } from '../../../core/contract/result.ts'
import type { StudioForm } from '../../studio/form.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { NotOpened } from '../ui/not-opened.tsx'
import { Notice } from '../ui/notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { belowOf, type Choice, changesOf, composed, firstChoice } from './compose.ts'
import { DescriptionPart } from './description-part.tsx'
import { PutPart } from './put-part.tsx'
import type { KeptPut, StudioAt, StudioMaterial, StudioWorld } from './studio-world.ts'
import { TagsPart } from './tags-part.tsx'
import { TitlePart } from './title-part.tsx'

interface StudioSheetProps {
  /** The tab and video that it was opened for; null: no video's details are in front, the texts are for pasting. */
  at: StudioAt | null
  onClosed: () => void
}

/** A video's details for YouTube Studio: each field as it is there and as it will be, put there on a click. */
export function StudioSheet({ at, onClosed }: StudioSheetProps) {
  const { world } = usePanel()
  const [opened, again] = useAnswer(async () => {
    const studio = await world.studio()
    const material = await studio.material()
    return material.ok ? ok({ studio, material: material.value }) : material
  }, [])
  return (
    <Dialog title={at ? 'Details for this video' : 'Details to paste'} shape="sheet" onClosed={onClosed}>
      {() => (
        <div class="studio">
          {opened.state === 'loading' && <p role="status">Putting the texts together…</p>}
          {opened.state === 'failed' && (
            <NotOpened title="The texts could not be put together" failure={opened.failure} again={again} />
          )}
          {opened.state === 'there' && <Details at={at} {...opened.value} />}
        </div>
      )}
    </Dialog>
  )
}

interface DetailsProps {
  at: StudioAt | null
  studio: StudioWorld
  material: StudioMaterial
}

function Details({ at, studio, material }: DetailsProps) {
  const { world } = usePanel()
  const [choice, setChoice] = useState(() => firstChoice(material))
  const [seen, look] = useAnswer(async () => {
    if (!at) return ok(null)
    const form = await studio.look(at)
    return form.ok ? ok({ form: form.value, last: await studio.last(at.videoId) }) : form
  }, [at?.tabId, at?.videoId])
  // What is shown while the form is looked at again: parts that go and come would lose the focus.
  const [shown, setShown] = useState<{ form: StudioForm; last: KeptPut | null } | null>(null)
  useEffect(() => {
    if (seen.state === 'there') setShown(seen.value)
    if (seen.state === 'failed') setShown(null)
  }, [seen])
  const form = shown?.form ?? null
  const last = shown?.last ?? null
  const to = composed(material, choice, form, last)
  const project = world.work.value.projects.find(({ id }) => id === material.projectId)
  const change = (part: Partial<Choice>) => {
    setChoice({ ...choice, ...part })
    if (part.own !== undefined) void studio.keepOwn(material.projectId, part.own)
  }
  const nowhere =
    form !== null && [form.title, form.description, form.tags].every(({ state }) => state !== 'there')
  return (
    <>
      <p class="studio__aside" dir="auto">
        From your project “{project?.title ?? ''}”.
      </p>
      {material.missing.map(words => (
        <p key={words} class="studio__aside">
          {words}
        </p>
      ))}
      {seen.state === 'loading' && !shown && at && <p role="status">Looking at the form in Studio…</p>}
      {seen.state === 'failed' && (
        <Notice
          tone="open"
          title="Studio’s form is not there: copy the texts instead"
          acts={
            <Button small icon="retry" onClick={look}>
              Look again
            </Button>
          }
        >
          <p>{seen.failure.message}</p>
        </Notice>
      )}
      {nowhere && (
        <Notice tone="open" title="Studio’s form is not as Ownwords knows it: copy the texts instead">
          <p>Each text below has a button that copies it, ready to paste.</p>
        </Notice>
      )}
      <TitlePart
        titles={material.titles}
        seen={form?.title ?? null}
        choice={choice}
        to={to.title}
        change={change}
      />
      <DescriptionPart
        material={material}
        seen={form?.description ?? null}
        below={belowOf(form, last)}
        choice={choice}
        to={to.description}
        change={change}
      />
      <TagsPart seen={form?.tags ?? null} choice={choice} to={to.tags} change={change} />
      {at && form && !nowhere && (
        <PutPart
          studio={studio}
          at={at}
          changes={changesOf(form, choice, to)}
          last={last}
          onDone={look}
          onLook={look}
        />
      )}
    </>
  )
}
