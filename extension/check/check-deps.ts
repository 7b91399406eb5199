/** What sources are looked at with. */
export interface CheckDeps {
  fetch: typeof globalThis.fetch
  /** A document without a window: it loads nothing and runs nothing. */
  parse: (html: string) => Document
  /** The text of a page's article as a clip reads it; null where there is none. */
  read: (page: Document, url: string) => Promise<string | null>
  /** The text of a PDF; null for what is none or cannot be read. */
  readPdf: (bytes: Uint8Array, fileName: string) => Promise<string | null>
  /** Whether the browser lets us read a site (`https://example.org/*`). */
  allowed: (site: string) => Promise<boolean>
}
