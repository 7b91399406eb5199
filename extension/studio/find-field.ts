import { type Box, elementsBelow, inside, isBox, isReadonly, isSeen, namesOf, outwards } from './boxes.ts'
import type { FieldName, Leg, Tried } from './form.ts'

/** By what each field is known. Several ways, since Studio's page is not ours and changes without a word. */
const marks: Record<FieldName, { ids: string[]; parts: string[]; label: RegExp; limit: number }> = {
  title: {
    ids: ['title-textarea'],
    parts: ['ytcp-video-title'],
    label: /^(?:add a )?(?:title|titel|titre|t[íi]tulo|titolo|tytuł|タイトル|标题|標題|제목)(?![\p{L}-])/imu,
    limit: 100,
  },
  description: {
    ids: ['description-textarea', 'description-container'],
    parts: ['ytcp-video-description'],
    label:
      /^(?:tell viewers|description|beschreibung|descripci[óo]n|descri[çc][ãa]o|descrizione|opis|説明|说明|說明|설명)(?![\p{L}-])/imu,
    limit: 5_000,
  },
  tags: {
    ids: ['tags-container'],
    parts: ['ytcp-free-text-chip-bar'],
    label:
      /^(?:add )?(?:tags?|etiquetas|étiquettes|mots clés|schlagw[öo]rter|tagi|タグ|标签|標籤|태그)(?![\p{L}-])/imu,
    limit: 500,
  },
}

/** "12/100" below the box, "0/5,000", "0 / 5.000": the same in every language. The limit that an element tells, or null. */
function counterOf(element: Element): number | null {
  if (element.childElementCount > 0) return null
  const told = /^\s*[\d.,\s]+\/\s*(\d[\d.,\s\u00a0\u202f’]*)$/.exec(element.textContent ?? '')?.[1]
  return told ? Number(told.replace(/\D/g, '')) : null
}

function inReach(field: FieldName, leg: Leg, box: Box): boolean {
  const { ids, parts, label, limit } = marks[field]
  if (leg === 'labels') return label.test(namesOf(box))
  const around = [...outwards(box)]
  if (leg === 'ids') return around.some(each => ids.includes(each.id))
  if (leg === 'parts') return around.some(each => parts.includes(each.localName))
  for (const holder of around) {
    const parts = inside(holder)
    // From here on counters may be other fields'.
    if (parts.some(each => isBox(each) && each !== box)) return false
    if (parts.some(each => counterOf(each) === limit)) return true
  }
  return false
}

const legs: Leg[] = ['ids', 'parts', 'labels', 'counters']

export type FoundField = { box: Box; tried: Tried[] } | { box: null; state: NotThere; tried: Tried[] }
type NotThere = 'missing' | 'hidden' | 'readonly' | 'several'

/** What says most of why a field cannot be written into. */
const worth: NotThere[] = ['readonly', 'hidden', 'several']

/** The one box of a field that is seen and can be written into, by the first way that leads to one. */
export function findField(boxes: Box[], field: FieldName): FoundField {
  const tried: Tried[] = []
  for (const leg of legs) {
    const reached = boxes.filter(box => fits(field, box) && inReach(field, leg, box))
    const seen = reached.filter(isSeen)
    const open = seen.filter(box => !isReadonly(box))
    const outcome =
      open.length === 1
        ? 'found'
        : open.length > 1
          ? 'several'
          : seen.length > 0
            ? 'readonly'
            : reached.length > 0
              ? 'hidden'
              : 'none'
    tried.push({ leg, outcome })
    if (outcome === 'found') return { box: open[0]!, tried }
  }
  const state = worth.find(each => tried.some(({ outcome }) => outcome === each)) ?? 'missing'
  return { box: null, state, tried }
}

/** Tags are typed into a line, and no description is one. */
function fits(field: FieldName, box: Box): boolean {
  if (field === 'tags') return box instanceof HTMLInputElement
  return field === 'title' || !(box instanceof HTMLInputElement)
}

/** The boxes of the form: those of the dialog in front where there is one, as an upload has it. */
export function boxesOf(page: Document): Box[] {
  const all = [...elementsBelow(page)]
  const dialogs = all.filter(
    each =>
      (each.localName === 'ytcp-uploads-dialog' ||
        each.getAttribute('role') === 'dialog' ||
        (each instanceof HTMLDialogElement && each.open)) &&
      each.checkVisibility({ visibilityProperty: true }),
  )
  const inFront = dialogs.map(dialog => inside(dialog).filter(isBox)).filter(boxes => boxes.some(isSeen))
  return [...new Set(inFront.at(-1) ?? all.filter(isBox))]
}
