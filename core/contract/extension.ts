/**
 * The public half of the key that fixes the extension's id (the manifest's `key`). The id is the first 32
 * hex digits of the SHA-256 of its DER bytes, written with a–p: that is Chromium's own rule.
 */
export const EXTENSION_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0N2iogrZLdNwG/Ewvrxd21Zpb7TJCRK8YluU9cqztl0H2ubTVljCyPtkaudMiWR8D55gU6xeD3EFe1jieczineAQAk7SY0DvTDA9XzbkBRV1rtvQS+iFQhEx0R7ZwqVFBGjPDopV/oTdCGmZhBsn5TmilmmIrsvifF9/rYIin7pFJ7BR9+ykvNorxtTp5cbmtmUbR6QdfSm+H2EabMgcQZuxpZoqWrpu5jFxcRM+buCC9b8PdMhi85ytH8/5JTZHwet6dnEWQGwtbganDIgoG2uMAauvuzlVbyM249BVa6vI7fU2hkcXiwqczRKE/VZMne1a7TwC1uOVYWzn4WT/twIDAQAB'

export const EXTENSION_ID = 'iomalagobojaeoloepgjjeonfdkliacb'

/** What the extension's pages and worker send as `Origin`; a web page cannot forge it. */
export const EXTENSION_ORIGIN = `chrome-extension://${EXTENSION_ID}`

export const DEFAULT_SERVER = 'http://127.0.0.1:8787'
