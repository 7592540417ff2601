/** The page of the reference. Its parts are named relative to `/docs`, so that a prefix of a proxy before us does no harm. */
export const referencePage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Patchbay API</title>
    <link rel="icon" href="data:,">
  </head>
  <body>
    <div id="reference"></div>
    <noscript>This page is made by a script. The same is told by <a href="openapi.json">openapi.json</a>.</noscript>
    <script type="module" src="docs/start.js"></script>
  </body>
</html>
`;

/**
 * What the page may do: run our own scripts, none in the page itself, and ask nobody but this server. Styles come with the
 * script, as text.
 */
export const referencePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Starts the reference: nothing of others is asked, neither fonts nor services; a demo's key and account are filled in. */
export const referenceStart = `// Scalar's validation would try whether it may make functions of text; by the page's policy it may not.
globalThis.__zod_globalConfig = { jitless: true };
await new Promise((resolve, reject) => {
  const script = Object.assign(document.createElement('script'), { src: 'docs/scalar.js', onload: resolve, onerror: reject });
  document.head.append(script);
});

const read = async path => (await fetch(path)).json();
const [description, demo] = await Promise.all([read('openapi.json'), read('docs/demo.json')]);

const fill = parameter => {
  if (parameter.name === 'integrated_account_id' && demo.account) parameter.example = demo.account;
};
for (const verbs of Object.values(description.paths)) {
  for (const { parameters } of Object.values(verbs)) parameters.forEach(fill);
}

Scalar.createApiReference('#reference', {
  content: description,
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  persistAuth: false,
  documentDownloadType: 'none',
  agent: { disabled: true },
  mcp: { disabled: true },
  authentication: {
    preferredSecurityScheme: 'key',
    ...(demo.key ? { securitySchemes: { key: { token: demo.key } } } : {}),
  },
});
`;
