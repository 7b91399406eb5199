import type { Node } from 'prosemirror-model'
import type { NodeView, ViewMutationRecord } from 'prosemirror-view'
import type { Sentence } from '../../../../core/contract/script.ts'
import { idOf } from './schema.ts'

/** What shows beside the words of a sentence. */
export interface Furniture {
  sentence: Sentence | null
  /** The mark's words: "Quoted", "Open". */
  standing: string
  /** More words in one breath than its speaker takes. */
  breathless: boolean
  chosen: boolean
  /** It can be dragged elsewhere. */
  movable: boolean
  /** Which way it pulls by the meter, while that is shown, as classes: "pull pull--away pull--2"; empty: no colour. */
  pull: string
}

/**
 * A sentence as it stands in the editor: its mark in the gutter and its words. The furniture is put on from outside,
 * as attributes of what is there: the words are never drawn anew for it, so that typing and composing go on.
 */
export class SentenceView implements NodeView {
  readonly dom = document.createElement('div')
  readonly contentDOM = document.createElement('p')
  readonly #mark = document.createElement('span')
  readonly #word = document.createElement('span')
  readonly #left: (view: SentenceView) => void
  id: string

  constructor(
    node: Node,
    came: (view: SentenceView) => void,
    left: (view: SentenceView) => void,
    choose: (view: SentenceView) => void,
  ) {
    this.id = idOf(node)
    this.#left = left
    this.dom.className = 'sentence'
    this.#mark.className = 'sentence__mark'
    this.#mark.contentEditable = 'false'
    this.#mark.ariaHidden = 'true'
    this.#mark.addEventListener('click', () => choose(this))
    this.#word.className = 'sentence__standing'
    this.#mark.append(this.#word)
    this.contentDOM.className = 'sentence__words'
    this.contentDOM.dir = 'auto'
    this.dom.append(this.#mark, this.contentDOM)
    set(this.dom.dataset, 'id', this.id)
    this.dom.toggleAttribute('data-empty', node.content.size === 0)
    came(this)
  }

  furnish({ sentence, standing, breathless, chosen, movable, pull }: Furniture): void {
    const { dataset } = this.dom
    const empty = sentence === null || sentence.text === ''
    set(dataset, 'standing', empty ? '' : sentence.ledger.standing)
    set(dataset, 'origin', empty ? '' : sentence.origin)
    const words = pull ? `sentence__words ${pull}` : 'sentence__words'
    if (this.contentDOM.className !== words) this.contentDOM.className = words
    this.dom.toggleAttribute('data-locked', sentence?.locked ?? false)
    this.dom.toggleAttribute('data-beside', Boolean(sentence?.beside))
    this.dom.toggleAttribute('data-cue', Boolean(sentence?.cue))
    this.dom.toggleAttribute('data-breathless', breathless)
    this.dom.toggleAttribute('data-chosen', chosen)
    this.#mark.draggable = movable
    const word = empty ? '' : standing
    if (this.#word.textContent !== word) this.#word.textContent = word
    const title = empty
      ? ''
      : `${standing}${sentence.locked ? ', locked' : ''}.${movable ? ' Drag it to move the sentence.' : ''}`
    if (this.#mark.title !== title) this.#mark.title = title
  }

  update(node: Node): boolean {
    const id = idOf(node)
    if (node.type.name !== 'sentence' || (id !== this.id && this.id !== '')) return false
    this.id = id
    set(this.dom.dataset, 'id', id)
    this.dom.toggleAttribute('data-empty', node.content.size === 0)
    return true
  }

  /** The mark is no text: what is done with it is not the editor's. */
  stopEvent(event: Event): boolean {
    return this.#mark.contains(event.target as globalThis.Node)
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    if (mutation.type === 'selection') return false
    return mutation.type === 'attributes' || !this.contentDOM.contains(mutation.target)
  }

  destroy(): void {
    this.#left(this)
  }
}

function set(dataset: DOMStringMap, name: string, value: string): void {
  if (value === '') delete dataset[name]
  else if (dataset[name] !== value) dataset[name] = value
}
