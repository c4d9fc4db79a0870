// Swagger UI's dark theme depends on a class of the root element.
const dark = matchMedia('(prefers-color-scheme: dark)');
const dress = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', dress);
dress();

// The page, or else the address parameter api, selects one of the APIs of the server.
const descriptions = {
  geocodage: 'geocodage/openapi.yaml',
  completion: 'geocodage/completion/openapi.yaml',
};
const api = document.documentElement.dataset.api
  ?? new URLSearchParams(location.search).get('api');
const root = new URL('../', import.meta.url);
const path = Object.hasOwn(descriptions, api) ? descriptions[api] : 'openapi.json';

window.SwaggerUIBundle({
  url: new URL(path, root).href,
  dom_id: '#description',
  deepLinking: true,
  // The validator would send the description to another server.
  validatorUrl: null,
  presets: [window.SwaggerUIBundle.presets.apis],
});
