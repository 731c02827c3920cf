using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Supervision;

public static class SupervisionErrors
{
    public static readonly Error InTheFuture = new("held-in-the-future", ErrorKind.Rule, "What is yet to be is not recorded.");

    public static readonly Error OneSupervisor = new("one-supervisor", ErrorKind.Rule, "Give supervisorId, or outsideSupervisor with the name of somebody from elsewhere.");

    public static readonly Error OwnSupervisor = new("own-supervisor", ErrorKind.Rule, "Nobody is supervised or coached by themselves.");

    public static readonly Error DuplicateSupervisee = new("duplicate-supervisee", ErrorKind.Rule, "A person is named twice.");

    public static readonly Error IndividualIsOfOne = new("individual-is-of-one", ErrorKind.Rule, "Individual supervision is of one person; of several it is group supervision.");

    public static readonly Error NextBeforeHeld = new("next-before-held", ErrorKind.Rule, "What comes next does not come before.");
}
