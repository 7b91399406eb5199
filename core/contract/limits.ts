/** Sizes beyond which a capture is refused or shortened, the same in the browser and on the server. */
export const limits = {
  /** Bytes of one request's body: a capture as JSON, its HTML compressed. */
  bodyBytes: 32 * 1024 * 1024,
  /** Characters of a source's plain text: about 1.6 million English words. */
  textChars: 10_000_000,
  /** Characters of a page's HTML that the extractors are given: beyond it the page is refused, not frozen. */
  pageChars: 40_000_000,
  /** Bytes of the compressed original HTML that is kept: beyond it the original is left out and the receipt says so. */
  htmlGzipBytes: 8 * 1024 * 1024,
  /** Bytes of a PDF that is read; beyond it the creator is asked for a smaller one. */
  pdfBytes: 64 * 1024 * 1024,
  /** Bytes of a PDF that is kept as it was: beyond it only its text is, and the receipt says so. */
  pdfKeptBytes: 12 * 1024 * 1024,
  pdfPages: 5_000,
  /** Characters of a moment's picture in base64: 320 pixels wide, so that lists can hold many. */
  frameChars: 60_000,
  /** Bytes of a voice as one file. */
  voiceFileBytes: 8 * 1024 * 1024,
  /** Bytes of a project as one zipped folder, of all that is in it when it is opened, and of its originals zipped. */
  folderBytes: 96 * 1024 * 1024,
  folderOpenBytes: 384 * 1024 * 1024,
  folderOriginalBytes: 64 * 1024 * 1024,
  folderFiles: 20_000,
  noteChars: 5_000,
  /** Of what is searched for. */
  queryChars: 1_000,
  /** Passages of one answer. */
  hits: 100,
  /** That one source has, and letters of one. */
  tags: 20,
  tagChars: 40,
  images: 300,
  titleChars: 500,
  urlChars: 4_000,
  quoteChars: 20_000,
  contextChars: 64,
} as const
