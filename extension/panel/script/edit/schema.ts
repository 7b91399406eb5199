import { type Node, Schema } from 'prosemirror-model'
import type { Sentence } from '../../../../core/contract/script.ts'

/**
 * The words of one beat: a row of sentences, each with the id that it has in the script; an empty id: nobody wrote it
 * yet. What else a sentence has (lock, origin, standing) is looked up by its id and not kept here, so that news of it
 * never touches what is being typed. There is no format: a sentence is spoken.
 */
export const schema = new Schema({
  nodes: {
    doc: { content: 'sentence+' },
    sentence: {
      content: 'text*',
      attrs: { id: { default: '' } },
      selectable: false,
      toDOM: () => ['p', 0],
      parseDOM: [{ tag: 'p' }],
    },
    text: {},
  },
})

const sentenceType = schema.nodes.sentence!

export const sentenceNode = (id: string, text: string): Node =>
  sentenceType.create({ id }, text ? schema.text(text) : null)

/** A beat has at least one line to write on. */
export const docOf = (sentences: readonly Pick<Sentence, 'id' | 'text'>[]): Node =>
  schema.node(
    'doc',
    null,
    sentences.length > 0
      ? sentences.map(({ id, text }) => sentenceNode(id, oneLine(text)))
      : [sentenceNode('', '')],
  )

export const idOf = (node: Node): string => node.attrs.id as string

/** A sentence stands in one line: what was kept with line ends (a quote, a paste) shows without. */
export const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, ' ')

/** A place in the words: characters into a sentence. */
export interface Place {
  index: number
  id: string
  offset: number
}

export function placeOf(doc: Node, pos: number): Place {
  const $pos = doc.resolve(Math.min(Math.max(0, pos), doc.content.size))
  const index = Math.min($pos.index(0), doc.childCount - 1)
  const node = doc.child(index)
  const between = $pos.index(0) > index ? node.content.size : 0
  return { index, id: idOf(node), offset: $pos.depth > 0 ? $pos.parentOffset : between }
}

/** Where the words of the sentence at `index` begin. */
export function startOf(doc: Node, index: number): number {
  let pos = 0
  for (let at = 0; at < index; at++) pos += doc.child(at).nodeSize
  return pos + 1
}
