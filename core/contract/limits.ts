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
  titleChars: 500,
  urlChars: 4_000,
  quoteChars: 20_000,
  contextChars: 64,
} as const
