/** As YouTube numbers its web client: `2.20260812.01.00`. */
export const clientVersionShape = /^\d{1,3}\.\d{6,8}(?:\.\d{1,4}){0,3}(?:-[\w.]{1,40})?$/

/**
 * The version of YouTube's own web client that the page runs, as its inline scripts say it (`ytcfg.set({…})`); they stay
 * in the page through in-page navigation. null where no script says one.
 */
export function clientVersionIn(page: Document): string | null {
  for (const script of page.querySelectorAll('script:not([src])')) {
    const version = script.textContent?.match(
      /"(?:INNERTUBE_(?:CONTEXT_)?CLIENT_VERSION|clientVersion)"\s*:\s*"([^"\\]{1,60})"/,
    )?.[1]
    if (version && clientVersionShape.test(version)) return version
  }
  return null
}
