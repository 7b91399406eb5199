import type { Result } from '../../core/contract/result.ts'
import type { Capture } from '../../core/contract/source.ts'
import type { PdfReader } from './pdf/read-by-worker.ts'
import type { TabAccess } from './tab-access.ts'
import type { ServerWords } from './youtube/server-leg.ts'

/** Why a page gave no clip. `message` says what happened and what to do, for the creator. */
export interface ClipFailure {
  code:
    | 'needs_permission'
    | 'forbidden_page'
    | 'pdf_unreachable'
    | 'pdf_locked'
    | 'pdf_broken'
    | 'pdf_scanned'
    | 'pdf_too_large'
    | 'pdf_slow'
    | 'empty_page'
    | 'page_too_large'
    | 'no_selection'
    | 'navigated_away'
    | 'tab_gone'
    | 'error'
  message: string
}

/** What a clip has to know beforehand. */
export interface ClipRequest {
  tabId: number
  /** What the tab showed when the creator asked: a page that is gone by the time of the answer is not filed under it. */
  url: string
  what: 'page' | 'selection'
  projectId: string
  /** Hears how far a long reading is: pages of a PDF. */
  heard?: (progress: { done: number; total: number }) => void
}

/** What a clip is made with. */
export interface ClipDeps {
  tabs: TabAccess
  /** Milliseconds since 1970. */
  now: () => number
  /** A worker that reads one PDF; where none can be made, its tab reads it. */
  pdfReader?: () => PdfReader
  newId: () => string
  /** For a video whose page gives no words. */
  serverWords?: ServerWords
}

/** A page as the creator has it open, taken. Nothing is stored yet. */
export type Clip = (request: ClipRequest) => Promise<Result<Capture, ClipFailure>>
