// Swagger UI's dark theme depends on a class of the root element.
const dark = matchMedia('(prefers-color-scheme: dark)');
const dress = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', dress);
dress();

window.SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#description',
  deepLinking: true,
  // The validator would send the description to another server.
  validatorUrl: null,
  presets: [window.SwaggerUIBundle.presets.apis],
});
