import type { PageFact, PageForm } from '../../../core/contract/source.ts'
import type { Head } from '../article/votes.ts'

/** A page as its reader sees it: a copy without a window, of which nothing is hidden, loaded or run. */
export interface CopiedPage {
  document: Document
  url: string
}

/** What one of our readers of a family of pages made of a page. */
export interface StructuredReading {
  form: PageForm
  head: Head
  facts: PageFact[]
  /** Its text in order, put together from the page's own elements; null where the general readers should find it. */
  content: Element | null
  /** What it took out by name ("references"), with how many. */
  leftOut: Map<string, number>
}

/** Only reads the copy. @returns null for a page of another family */
export type StructuredReader = (page: CopiedPage) => StructuredReading | null
