// Swagger UI's dark theme depends on a class of the root element.
const dark = matchMedia('(prefers-color-scheme: dark)');
const dress = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', dress);
dress();

// The address parameter api selects one of the APIs of the server.
const descriptions = {
  geocodage: 'geocodage/openapi.yaml',
  completion: 'geocodage/completion/openapi.yaml',
};
const api = new URLSearchParams(location.search).get('api');

window.SwaggerUIBundle({
  url: Object.hasOwn(descriptions, api) ? descriptions[api] : 'openapi.json',
  dom_id: '#description',
  deepLinking: true,
  // The validator would send the description to another server.
  validatorUrl: null,
  presets: [window.SwaggerUIBundle.presets.apis],
});
