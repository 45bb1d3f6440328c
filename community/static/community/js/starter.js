// Starts what Wagtail starts by inline scripts, which the content policy of the admin forbids: choosers and inline panels.

const KNOWN = /^\w*(Chooser|Panel)$/;

class StarterController extends window.StimulusModule.Controller {
  static values = { name: String, arguments: Array };

  connect() {
    // Once: a form that is moved up or down must not be started again.
    this.element.remove();
    if (KNOWN.test(this.nameValue)) new window[this.nameValue](...this.argumentsValue);
  }
}

window.wagtail.app.register("starter", StarterController);
