"""What can be imported of training: doctoral contracts with what belongs to them, and figures of students."""

from training.resources.contracts import DoctoralContractResource
from training.resources.students import StudentResource

__all__ = ["DoctoralContractResource", "StudentResource"]
