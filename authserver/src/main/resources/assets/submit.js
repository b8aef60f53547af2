// Sends the one form of the page; without script the person presses its button.
document.forms[0].submit();
