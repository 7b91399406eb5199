import { studioVideoOf } from './address.ts'
import { type Box, elementsBelow, outwards } from './boxes.ts'
import { sameTags, tagsAt, writeTags } from './chips.ts'
import { boxesOf, findField } from './find-field.ts'
import type {
  Change,
  Changes,
  FieldName,
  FieldOutcome,
  PutAnswer,
  Seen,
  StudioAnswer,
  StudioForm,
  StudioQuestion,
} from './form.ts'
import { sameText, textIn, writeText } from './text.ts'

export interface StudioPage {
  page: Document
  /** Resolves when the page's framework has had its turn. */
  settled: () => Promise<void>
}

/** Milliseconds that a page which is still loading is waited for, between two looks, and in all. */
const AGAIN_MS = 150
const PATIENCE_MS = 4_000

/**
 * Runs in a page of Studio, apart from its own scripts, after a click of the creator's in the panel. Reads the form,
 * or puts into its fields what the creator was shown; presses nothing, saves nothing.
 */
export async function studioForm(question: StudioQuestion, at: StudioPage): Promise<StudioAnswer> {
  const { page } = at
  const url = () => page.location.href
  if (question.ask === 'put') {
    if (!shows(page, question.videoId)) return { got: 'elsewhere', url: url() }
    return put(question.videoId, question.changes, at)
  }
  for (let waited = 0; ; waited += AGAIN_MS) {
    const here = shows(page, question.videoId)
    const form = look(page)
    const isThere = [form.title, form.description].some(field => field.state !== 'missing')
    if ((here && isThere) || waited >= PATIENCE_MS) return here ? form : { got: 'elsewhere', url: url() }
    await new Promise(resolve => setTimeout(resolve, AGAIN_MS))
  }
}

/** Whether the page is this video's by its address, and its form names no other: after a step within Studio it may for a while. */
function shows(page: Document, videoId: string): boolean {
  if (studioVideoOf(page.location.href) !== videoId) return false
  const named = [...elementsBelow(page)].flatMap(each => {
    if (each.localName !== 'a' || !isVideoLine(each)) return []
    return /(?:youtu\.be\/|[?&]v=|\/shorts\/)([\w-]{11})/.exec(each.getAttribute('href') ?? '')?.[1] ?? []
  })
  return named.length === 0 || named.includes(videoId)
}

/** The line of the form that gives the video's own address. */
const isVideoLine = (link: Element): boolean =>
  [...outwards(link)].some(
    each =>
      each.localName === 'ytcp-video-info' || /(?:^|\s)video-url/.test(each.getAttribute('class') ?? ''),
  )

function look(page: Document): StudioForm {
  const boxes = boxesOf(page)
  const seen = <Value>(field: FieldName, read: (box: Box) => Value): Seen<Value> => {
    const found = findField(boxes, field)
    return found.box
      ? { state: 'there', value: read(found.box), tried: found.tried }
      : { state: found.state, tried: found.tried }
  }
  return {
    got: 'form',
    url: page.location.href,
    title: seen('title', textIn),
    description: seen('description', textIn),
    tags: seen('tags', box => tagsAt(box as HTMLInputElement)),
  }
}

async function put(videoId: string, changes: Changes, { page, settled }: StudioPage): Promise<PutAnswer> {
  const fields: PutAnswer['fields'] = {}

  /** One field: found anew, held against what the creator was shown, written, and read again. */
  async function change<Value>(
    field: FieldName,
    wanted: Change<Value> | undefined,
    by: {
      read: (box: Box) => Value
      same: (a: Value, b: Value) => boolean
      write: (box: Box, value: Value) => Promise<boolean>
    },
  ): Promise<void> {
    if (!wanted) return
    fields[field] = await outcomeOf(field, wanted, by)
  }

  async function outcomeOf<Value>(
    field: FieldName,
    { before, after }: Change<Value>,
    by: Parameters<typeof change<Value>>[2],
  ): Promise<FieldOutcome> {
    if (!shows(page, videoId)) return { outcome: 'navigated_away' }
    const found = findField(boxesOf(page), field)
    if (!found.box) return { outcome: found.state }
    // What was typed since the creator was shown the form is theirs.
    if (!by.same(by.read(found.box), before)) return { outcome: 'changed' }
    if (await by.write(found.box, after)) return { outcome: 'put' }
    if (!shows(page, videoId)) return { outcome: 'navigated_away' }
    await by.write(found.box, before)
    return { outcome: 'not_taken' }
  }

  const text = {
    read: textIn,
    same: sameText,
    write: (box: Box, value: string) => writeText(box, value, settled),
  }
  await change('title', changes.title, text)
  await change('description', changes.description, text)
  await change('tags', changes.tags, {
    read: box => tagsAt(box as HTMLInputElement),
    same: sameTags,
    write: (box, value) => writeTags(box as HTMLInputElement, value, settled),
  })
  return { got: 'put', url: page.location.href, fields }
}
