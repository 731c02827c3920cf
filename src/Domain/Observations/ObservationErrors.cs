using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Observations;

public static class ObservationErrors
{
    public static readonly Error InTheFuture = new("observed-in-the-future", ErrorKind.Rule, "Nobody can have seen what is yet to be.");

    public static readonly Error DuplicatePupil = new("duplicate-pupil", ErrorKind.Rule, "A pupil is named twice.");
}
