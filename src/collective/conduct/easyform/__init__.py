"""Actions for the forms that staff design with collective.easyform."""
