using System.Linq.Expressions;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Pupils;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.Medicines;

/// <summary>
/// What rests on a pupil's own confidential consent exists only for those who reach the pupil by the permission for such
/// consents. The one place that says so, of consents, orders, stocks, doses and errors alike.
/// </summary>
internal sealed class Confidences(PupilScope pupils, ICaller caller)
{
    /// <summary>The pupils in whose confidence the caller is.</summary>
    public IQueryable<Pupil> Pupils => pupils.For(MedicineConsentsReadConfidential);

    /// <summary>Of these rows those of which the caller may know.</summary>
    /// <param name="isOpen">Whether a row rests on no such consent.</param>
    /// <param name="pupil">Whose it is.</param>
    public IQueryable<T> Known<T>(IQueryable<T> rows, Expression<Func<T, bool>> isOpen, Expression<Func<T, PupilId>> pupil)
    {
        var confidants = Pupils;
        return HasAll ? rows : rows.Where(isOpen.Or(pupil.Is(id => confidants.Any(p => p.Id == id))));
    }

    /// <summary>The same of rows that may be nobody's.</summary>
    public IQueryable<T> Known<T>(IQueryable<T> rows, Expression<Func<T, bool>> isOpen, Expression<Func<T, PupilId?>> pupil)
    {
        var confidants = Pupils;
        return HasAll ? rows : rows.Where(isOpen.Or(pupil.Is(id => confidants.Any(p => p.Id == id))));
    }

    private bool HasAll => caller.PupilReachOf(MedicineConsentsReadConfidential).WholeTrust;
}
