// Swagger UI has dark colours of its own, below a class on the root.
const dark = matchMedia('(prefers-color-scheme: dark)');
const dress = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', dress);
dress();

window.SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#description',
  deepLinking: true,
  // The validator is someone else's server.
  validatorUrl: null,
  presets: [window.SwaggerUIBundle.presets.apis],
});
