using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Medicines;

/// <summary>Names of medicines made comparable, so that a consent, its order and its stock are known to be of one and the same.</summary>
public static class MedicineName
{
    /// <summary>A medicine that nobody under 16 has unless a prescriber says so: it can cause Reye's syndrome.</summary>
    private static readonly string[] Aspirin = ["aspirin", "acetylsalicylic"];

    /// <summary>The folded words of a name; empty when it has no letter and no digit.</summary>
    public static string KeyOf(string name)
    {
        var key = FoldedName.ForSearch(name);
        return key.Length <= Limits.Title ? key : key[..Limits.Title];
    }

    public static bool IsAspirin(string name) => FoldedName.Words(name).Intersect(Aspirin).Any();
}
