// The field for SQL, with line numbers and colours where Datasette brings an editor; without one it is a plain field.
document.addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector("textarea#sql-editor");
  const shown = document.querySelector("pre#sql-query");
  const button = document.querySelector("button#sql-format");
  let editor = null;
  if (field && window.CodeMirror) {
    editor = CodeMirror.fromTextArea(field, { lineNumbers: true, lineWrapping: true, mode: "text/x-sql" });
    editor.setOption("extraKeys", { "Shift-Enter": () => field.form.requestSubmit(), Tab: false });
    editor.getInputField().setAttribute("aria-label", "SQL");
    if (window.cmResize) cmResize(editor, { resizableWidth: false });
  }
  if (!button || !window.sqlFormatter || !(editor || shown)) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (editor) editor.setValue(sqlFormatter.format(editor.getValue()));
    else shown.textContent = sqlFormatter.format(shown.textContent);
  });
});
